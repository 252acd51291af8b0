/** Paints a path, a rectangle or a circle of a drawing where it stands, with its colours. */
export function paintShape(pen: CanvasRenderingContext2D, shape: SVGGeometryElement): void {
  const style = getComputedStyle(shape)
  const matrix = shape.getScreenCTM()
  const outline = outlineOf(shape)
  if (!matrix || !outline) return
  const path = new Path2D()
  path.addPath(outline, matrix)
  pen.save()
  pen.globalAlpha = Number(style.opacity)
  const fill = style.fill.startsWith('url') ? gradientOf(pen, shape) : style.fill
  if (fill !== 'none') {
    pen.fillStyle = fill
    pen.fill(path)
  }
  if (style.stroke !== 'none') {
    pen.strokeStyle = style.stroke
    pen.lineWidth = Number.parseFloat(style.strokeWidth)
    pen.lineJoin = 'round'
    pen.setLineDash(style.strokeDasharray === 'none' ? [] : style.strokeDasharray.split(',').map(Number.parseFloat))
    pen.stroke(path)
  }
  pen.restore()
}

function outlineOf(shape: SVGGeometryElement): Path2D | undefined {
  if (shape instanceof SVGPathElement) return new Path2D(shape.getAttribute('d') ?? '')
  const path = new Path2D()
  if (shape instanceof SVGRectElement) {
    const { x, y, width, height } = shape.getBBox()
    path.rect(x, y, width, height)
    return path
  }
  if (shape instanceof SVGCircleElement) {
    path.arc(shape.cx.baseVal.value, shape.cy.baseVal.value, shape.r.baseVal.value, 0, 2 * Math.PI)
    return path
  }
  return undefined
}

/** The one gradient of the drawing, from its top to its ground. */
function gradientOf(pen: CanvasRenderingContext2D, { ownerSVGElement }: SVGGeometryElement): CanvasGradient {
  const { top = 0, bottom = 0 } = ownerSVGElement?.getBoundingClientRect() ?? {}
  const gradient = pen.createLinearGradient(0, top, 0, bottom)
  for (const stop of ownerSVGElement?.querySelectorAll('stop') ?? []) {
    const { stopColor, stopOpacity } = getComputedStyle(stop)
    gradient.addColorStop(stop.offset.baseVal, stopColor.replace('rgb(', 'rgba(').replace(')', `, ${stopOpacity})`))
  }
  return gradient
}
