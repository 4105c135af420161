/** Places at which a test may stop the process. */
export type FaultPoint = (name: string) => void;
