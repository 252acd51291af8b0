import { paintShape } from './paint-shape.js'
import { paintText } from './paint-text.js'

const SHARPNESS = 2
/** Browsers refuse larger canvases. */
const LONGEST = 8_000

/**
 * A panel as a picture: its title, numbers, drawings and tables, whole, where it scrolls too. It is painted from what the
 * browser has laid out, as no picture of a document may be made where a page's policy forbids it.
 * @throws where the browser has no such canvas
 */
export function paintPanel(panel: HTMLElement): Promise<Blob> {
  panel.classList.add('whole')
  try {
    return toPng(paint(panel))
  } finally {
    panel.classList.remove('whole')
  }
}

function paint(panel: HTMLElement): HTMLCanvasElement {
  const { left, top, width, height } = panel.getBoundingClientRect()
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('This browser has no canvas to paint on.')
  const scale = Math.min(SHARPNESS, LONGEST / height)
  canvas.width = width * scale
  canvas.height = height * scale
  pen.scale(scale, scale)
  pen.fillStyle = getComputedStyle(panel).getPropertyValue('--panel')
  pen.fillRect(0, 0, width, height)
  pen.translate(-left, -top)
  for (const element of panel.querySelectorAll('*')) {
    if (!element.checkVisibility() || element.closest('.heard-only, .menu, summary, input')) continue
    if (element instanceof SVGGeometryElement) paintShape(pen, element)
    else if (element instanceof HTMLElement) {
      paintGround(pen, element)
      paintText(pen, element)
    }
  }
  return canvas
}

function paintGround(pen: CanvasRenderingContext2D, element: HTMLElement) {
  const { left, top, width, height } = element.getBoundingClientRect()
  pen.fillStyle = getComputedStyle(element).backgroundColor
  pen.fillRect(left, top, width, height)
}

const toPng = (canvas: HTMLCanvasElement) =>
  new Promise<Blob>((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture is too large.'))), 'image/png'),
  )
