// What may be tuned.
export const knobs = {
  field: [1, 0.9, 0.3, 0.45],
  light: 0.12,
  kin: 0.6,
  kinShare: 0.6,
  synonym: 0.75,
  widen: 0.55,
  prefix: 0.85,
  near: 0.9,
  slope: 1.7,
  segment: 0.6,
  length: 0.25,
  repeat: 0.08,
  unknown: 3,
  confident: 0.5,
}
