export * from './alerts.ts';
export * from './draw/draw-board.ts';
export * from './files.ts';
export * from './flavour.ts';
export * from './flavours/infinity.ts';
export * from './question.ts';
export * from './sections.ts';
export * from './view.ts';
