import { useEffect, useRef } from 'preact/hooks'
import { usePage } from '../page-context.js'

const BARS = 48
const CANVAS = { width: 960, height: 160 }

/** The sound that plays, as light. Only for the eye; it stands still for those who asked for less motion. */
export function Stage() {
  const { studio } = usePage()
  const canvas = useRef<HTMLCanvasElement>(null)
  const isPlaying = studio.playingId.value !== undefined

  useEffect(() => {
    const pen = canvas.current?.getContext('2d')
    if (!pen) return
    const bands = new Uint8Array(128)
    let frame = 0
    const draw = () => {
      studio.player.readSpectrum(bands)
      drawSpectrum(pen, bands)
      if (isPlaying && !matchMedia('(prefers-reduced-motion: reduce)').matches) frame = requestAnimationFrame(draw)
    }
    draw()
    return () => cancelAnimationFrame(frame)
  }, [studio, isPlaying])

  return (
    <div class="stage" aria-hidden="true">
      <canvas ref={canvas} class="spectrum" {...CANVAS} />
    </div>
  )
}

/** Bars mirrored at a horizon, from green (low) to cyan (high). */
function drawSpectrum(pen: CanvasRenderingContext2D, bands: Uint8Array): void {
  const { width, height } = CANVAS
  const horizon = height * 0.62
  const gap = width / BARS
  pen.clearRect(0, 0, width, height)
  for (let bar = 0; bar < BARS; bar++) {
    // Ears hear frequencies by ratio: the low bands get more of the width.
    const level = (bands[Math.floor(2 + 90 * (bar / BARS) ** 1.6)] ?? 0) / 255
    const tall = Math.max(2, level * horizon * 0.95)
    const [red, green, blue] = [0, Math.round(255 - 51 * (bar / BARS)), Math.round(136 + 119 * (bar / BARS))]
    pen.fillStyle = `rgb(${red} ${green} ${blue} / ${0.35 + level * 0.65})`
    pen.fillRect(bar * gap + 3, horizon - tall, gap - 6, tall)
    pen.fillStyle = `rgb(${red} ${green} ${blue} / ${0.08 + level * 0.16})`
    pen.fillRect(bar * gap + 3, horizon + 3, gap - 6, tall * 0.5)
  }
}
