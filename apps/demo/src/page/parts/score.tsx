import { useEffect, useRef } from 'preact/hooks'
import type { Piece } from '../../music/piece.js'
import { usePage } from '../page-context.js'

const WIDTH = 480
const NOTES_HEIGHT = 64
const HEIGHT = 84
const DRUM_ROWS = { hat: 71, snare: 76, kick: 81 }

/** The notes of a piece as lights, the drums below them, and a line where it plays. */
export function Score({ piece, isPlaying }: { piece: Piece; isPlaying: boolean }) {
  const { words } = usePage()
  const pitches = piece.notes.map(({ pitch }) => pitch)
  const lowest = Math.min(...pitches)
  const span = Math.max(...pitches) - lowest || 1
  const x = (beats: number) => round((beats / piece.lengthBeats) * WIDTH)
  const name = words.value.tracks.score({ instruments: piece.instruments.length, bars: piece.chords.length })
  return (
    <svg class="score" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={name}>
      {piece.chords.map((_, bar) => (
        <line key={bar} class="score-bar" x1={x(bar * 4)} x2={x(bar * 4)} y1="0" y2={HEIGHT} />
      ))}
      {piece.notes.map(({ voice, pitch, startBeats, lengthBeats }) => (
        <rect
          key={`${voice} ${pitch} ${startBeats}`}
          class={`score-note ${voice}`}
          x={x(startBeats)}
          y={round(NOTES_HEIGHT - 4 - ((pitch - lowest) / span) * (NOTES_HEIGHT - 8))}
          width={Math.max(1.5, x(lengthBeats) - 0.8)}
          height="2.6"
        />
      ))}
      {piece.hits.map(({ drum, startBeats }) => (
        <rect
          key={`${drum} ${startBeats}`}
          class="score-hit"
          x={x(startBeats)}
          y={DRUM_ROWS[drum] - 1}
          width="1.6"
          height="2.2"
        />
      ))}
      {isPlaying && <Playhead piece={piece} />}
    </svg>
  )
}

function Playhead({ piece }: { piece: Piece }) {
  const { studio } = usePage()
  const line = useRef<SVGLineElement>(null)
  useEffect(() => {
    let frame = 0
    const move = () => {
      const playedSeconds = studio.player.progress() * piece.durationSeconds
      const playedBeats = Math.min(piece.lengthBeats, (playedSeconds * piece.tempoBpm) / 60)
      line.current?.setAttribute('transform', `translate(${round((playedBeats / piece.lengthBeats) * WIDTH)} 0)`)
      frame = requestAnimationFrame(move)
    }
    move()
    return () => cancelAnimationFrame(frame)
  }, [studio, piece])
  return <line ref={line} class="playhead" x1="0" x2="0" y1="0" y2={HEIGHT} />
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
