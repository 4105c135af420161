export type { Api, RoutesOf, Sent } from './api.ts';
export { toOpenApi } from './openapi.ts';
export { toTokenRow } from './routes/access/tokens.ts';
export { REDIRECT, streamOf } from './routes/answer-shape.ts';
export { ROUTES } from './routes/index.ts';
export { route } from './routes/route.ts';
export { FIRST_ADMINISTRATOR_PATH } from './sign-in/pages/first-administrator-page.ts';
export { type RunningServer, type ServerOptions, startServer } from './start-server.ts';
