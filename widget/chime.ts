// The chime chunk: a quiet sound for an answer that nobody is looking at.

import type { Life } from './life.ts'

/** Two soft notes, 0.3 s; silent where the browser wants a touch first. */
export function chime(life: Life): void {
  const context = new AudioContext()
  life.within(1_000).onabort = () => void context.close()
  const { currentTime: now, destination } = context
  for (const [at, pitch] of [
    [0, 660],
    [0.09, 880],
  ] as const) {
    const tone = context.createOscillator()
    const volume = context.createGain()
    tone.frequency.value = pitch
    volume.gain.setValueAtTime(0, now + at)
    volume.gain.linearRampToValueAtTime(0.06, now + at + 0.02)
    volume.gain.exponentialRampToValueAtTime(0.0001, now + at + 0.22)
    tone.connect(volume).connect(destination)
    tone.start(now + at)
    tone.stop(now + at + 0.25)
  }
}
