// The owner's accent as the colours that the widget needs, readable whatever colour was chosen.

/** sRGB, each 0 to 1. */
type Rgb = [red: number, green: number, blue: number]
/**
 * OKLCH: lightness 0 to 1, chroma, hue in radians (Ottosson, "A perceptual color space for image processing", 2020).
 */
type Lch = [lightness: number, chroma: number, hue: number]

const paper = { light: '#ffffff', dark: '#151918' }
const inkOnAccent = ['#ffffff', '#06241a']
/** WCAG 2.2, 1.4.3: text on a surface; links also stand on their own wash, hence the margin. */
const readable = { fill: 4.5, link: 6 }

/** What the widget's own tokens are drawn for, by hand. */
export const builtInAccent = '#14674d'

/** CSS declarations for a light and a dark panel that replace the built-in green. */
export interface Theme {
  light: string
  dark: string
}

/** @param accent `#rrggbb` */
export function themeOf(accent: string): Theme {
  return { light: declare(accent, 'light'), dark: declare(accent, 'dark') }
}

function declare(accent: string, scheme: 'light' | 'dark'): string {
  return Object.entries(coloursOf(accent, scheme))
    .map(([name, value]) => `--${name}:${value}`)
    .join(';')
}

/** The colours that an accent gives, by the names of the widget's tokens. */
export function coloursOf(accent: string, scheme: 'light' | 'dark') {
  const away = scheme === 'light' ? -1 : 1
  const fill = shift(accent, away, (hex) => contrast(hex, paper[scheme]) >= readable.fill && best(hex) >= readable.fill)
  const link = shift(fill, away, (hex) => contrast(hex, paper[scheme]) >= readable.link)
  const [lightness, chroma, hue] = lchOf(fill)
  const deep = hexOf([Math.min(lightness, 0.45), chroma, hue])
  const mine = scheme === 'light' ? fill : shift(deep, -1, (hex) => contrast('#ffffff', hex) >= readable.fill)
  return {
    accent: fill,
    'on-accent': onto(fill),
    'accent-press': hexOf([lightness + away * 0.07, chroma, hue]),
    'accent-ink': link,
    'accent-wash': mix(fill, paper[scheme], 0.1),
    mine,
    'on-mine': onto(mine),
    mark: mix(fill, paper[scheme], 0.22),
  }
}

const onto = (hex: string) => inkOnAccent.toSorted((a, b) => contrast(b, hex) - contrast(a, hex))[0]!
const best = (hex: string) => contrast(onto(hex), hex)

/** Darkens or lightens a colour, its hue kept, until it will do. */
function shift(hex: string, away: number, will: (hex: string) => boolean): string {
  const [lightness, chroma, hue] = lchOf(hex)
  for (let step = 0; step <= 100; step++) {
    const tried = step === 0 ? hex : hexOf([Math.min(1, Math.max(0, lightness + (away * step) / 100)), chroma, hue])
    if (will(tried)) return tried
  }
  return away < 0 ? '#000000' : '#ffffff'
}

/** The contrast ratio of two colours, 1 to 21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
const gamma = (part: number) => (part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055)
const rgbOf = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255) as Rgb
const toHex = (rgb: Rgb) =>
  `#${rgb
    .map((part) =>
      Math.round(Math.min(1, Math.max(0, part)) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`

function luminance(hex: string): number {
  const [red, green, blue] = rgbOf(hex).map(linear) as Rgb
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function mix(hex: string, into: string, share: number): string {
  const [one, other] = [rgbOf(hex), rgbOf(into)]
  return toHex(one.map((part, at) => part * share + other[at]! * (1 - share)) as Rgb)
}

function lchOf(hex: string): Lch {
  const [r, g, b] = rgbOf(hex).map(linear) as Rgb
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s
  const beta = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
  return [0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, Math.hypot(a, beta), Math.atan2(beta, a)]
}

function hexOf([lightness, chroma, hue]: Lch): string {
  const a = chroma * Math.cos(hue)
  const b = chroma * Math.sin(hue)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return toHex([
    gamma(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    gamma(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    gamma(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ])
}
