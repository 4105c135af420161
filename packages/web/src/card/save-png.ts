import { themeNow } from '../theme/color-scheme.ts';
import type { ThemeName } from '../theme/tokens.ts';
import { cssVariables, SHARED, THEMES } from '../theme/tokens.ts';

/** What stands around the panel in its picture. */
interface PictureWords {
  /** Scope, range, grain, comparison, filters. */
  readonly head: string;
  /** Where the numbers come from. */
  readonly foot: string;
}

const SCALE = 2;
const PAD = 16;
const XHTML = 'http://www.w3.org/1999/xhtml';

/** Every style rule in force now: media queries are decided here, because a picture has another width than the window. */
function stylesInForce(): string {
  const texts: string[] = [];
  const walk = (rules: CSSRuleList): void => {
    for (const rule of rules) {
      if (!(rule instanceof CSSMediaRule)) texts.push(rule.cssText);
      else if (window.matchMedia(rule.conditionText).matches) walk(rule.cssRules);
    }
  };
  for (const sheet of document.styleSheets) walk(sheet.cssRules);
  return texts.join('\n');
}

/** A copy of the card without its buttons, ids that would clash, and states of the pointer. */
function copyOf(card: HTMLElement): HTMLElement {
  const copy = card.cloneNode(true) as HTMLElement;
  for (const gone of copy.querySelectorAll('.fd-card-tools, .fd-tip, .fd-hidden, .fd-card-struck, [data-no-print]'))
    gone.remove();
  for (const tools of copy.querySelectorAll('.fd-card-switches'))
    if (!tools.querySelector('.fd-segments')) tools.remove();
  const [own, copied] = [card.querySelectorAll('input'), copy.querySelectorAll('input')];
  for (const [index, input] of copied.entries()) input.setAttribute('value', own[index]?.value ?? '');
  copy.style.boxShadow = 'none';
  return copy;
}

function lineOf(text: string, size: string): HTMLElement {
  const line = document.createElementNS(XHTML, 'p') as HTMLElement;
  line.textContent = text;
  line.setAttribute('style', `font-size:${size};line-height:16px;color:var(--fd-text3)`);
  return line;
}

/** The card with its words at its size on screen, in the colours and fonts of the theme, as an SVG document. */
function drawingOf(card: HTMLElement, theme: ThemeName, words: PictureWords, height: number): string {
  const width = Math.ceil(card.getBoundingClientRect().width) + 2 * PAD;
  const frame = document.createElementNS(XHTML, 'div') as HTMLElement;
  const variables = Object.entries(cssVariables(theme)).map(([name, value]) => `${name}:${value}`);
  const font = `font:400 14px/1.5 ${SHARED.font.sans};font-variant-numeric:tabular-nums;color:var(--fd-text)`;
  frame.setAttribute(
    'style',
    [...variables, font, `padding:${PAD}px`, 'background:var(--fd-canvas)', 'display:grid', 'gap:10px'].join(';'),
  );
  frame.append(lineOf(words.head, '12px'), copyOf(card), lineOf(words.foot, '11px'));
  const style = document.createElementNS(XHTML, 'style');
  style.textContent = `${stylesInForce()}\n*{animation:none!important;transition:none!important;scrollbar-width:none}`;
  const body = new XMLSerializer();
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" style="color-scheme:${theme}">` +
    `<foreignObject width="100%" height="100%">${body.serializeToString(style)}${body.serializeToString(frame)}</foreignObject></svg>`
  );
}

async function imageOf(svg: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  return image;
}

/** Room for the two lines of words around a card of this size. */
function heightOf(card: HTMLElement, words: PictureWords): number {
  const box = card.getBoundingClientRect();
  const lines = (text: string, perLetter: number): number =>
    Math.max(1, Math.ceil((text.length * perLetter) / Math.max(1, box.width)));
  return Math.ceil(box.height + 2 * PAD + 20 + 16 * (lines(words.head, 6.2) + lines(words.foot, 5.8)) + 4);
}

/** A picture of a card at twice its size on screen, as PNG. @throws Error when the browser cannot draw it. */
async function pictureOf(card: HTMLElement, theme: ThemeName, words: PictureWords): Promise<Blob> {
  const image = await imageOf(drawingOf(card, theme, words, heightOf(card, words)));
  const canvas = document.createElement('canvas');
  canvas.width = image.width * SCALE;
  canvas.height = image.height * SCALE;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser draws no pictures.');
  context.fillStyle = THEMES[theme].neutral.canvas;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(SCALE, SCALE);
  context.drawImage(image, 0, 0);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('The browser made no picture.');
  return blob;
}

/** Saves a picture of a card as `name`.png. @throws Error when the browser cannot draw it. */
export async function savePng(name: string, card: HTMLElement, words: PictureWords): Promise<void> {
  const url = URL.createObjectURL(await pictureOf(card, themeNow(), words));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.png`;
  link.click();
  URL.revokeObjectURL(url);
}
