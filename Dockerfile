# One process, one folder. Built from the checkout: docker build -t flightdeck .
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /src
COPY . .
ARG REVISION=unknown
# The published package, installed as anybody installs it: DuckDB's binary for this platform, no tool that builds.
RUN REVISION="${REVISION}" npm run package \
  && npm install --prefix /app --omit=dev --no-audit --no-fund --no-package-lock ./build/flightdeck-*.tgz

FROM ${NODE_IMAGE}
ARG VERSION=0.1.0
ARG REVISION=unknown
ARG SOURCE=unknown
LABEL org.opencontainers.image.title="Flightdeck" \
      org.opencontainers.image.description="Usage analytics for GitHub Copilot that an organization hosts itself" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.source="${SOURCE}"
WORKDIR /app
COPY --from=build /app /app
COPY deploy/docker/healthcheck.mjs /app/healthcheck.mjs
# Nothing but /data and /tmp is written; /backups where backups are scheduled, /tokens where tokens are made for other containers. A
# named volume takes over the owner of the folder it is mounted on.
RUN ln -s /app/node_modules/.bin/flightdeck /usr/local/bin/flightdeck \
  && mkdir /data /backups /tokens \
  && chown 10001:10001 /data /backups /tokens
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=8080 \
    FLIGHTDECK_DATA=/data
USER 10001:10001
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["node", "/app/healthcheck.mjs"]
ENTRYPOINT ["node", "/app/node_modules/flightdeck/bin/flightdeck.mjs"]
CMD ["start"]
