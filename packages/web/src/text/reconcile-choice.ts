/** Texts of what a comparison still lacks. */
export const typeNumber = 'Type the number as it is shown: 352 or 31.2 % or 1.2k.';
export const chooseFile = 'Choose the exported file, or drop it here.';
export const sayWhen = 'Enter when it was exported, because the file does not say.';
