// Loaded before a program (`node --import`): whoever asks for the time gets FIXED_NOW; timers run on.
const now = Date.parse(process.env.FIXED_NOW);
const Running = Date;

globalThis.Date = class Standing extends Running {
  constructor(...parts) {
    super(...(parts.length === 0 ? [now] : parts));
  }
  static now() {
    return now;
  }
};
