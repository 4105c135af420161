export { authorize, type Right } from './access.ts';
export { ROUTES } from './routes/index.ts';
export { type RunningServer, type ServerOptions, startServer } from './start-server.ts';
