/** Paints the words that stand directly in an element, each where the browser has put it. */
export function paintText(pen: CanvasRenderingContext2D, element: HTMLElement): void {
  const style = getComputedStyle(element)
  pen.fillStyle = style.color
  // The shorthand is empty where digits are of one width.
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
  pen.letterSpacing = style.letterSpacing === 'normal' ? '0px' : style.letterSpacing
  pen.textBaseline = 'middle'
  const write = (text: string, { left, top, width, height }: DOMRect) => {
    const shown = style.textTransform === 'uppercase' ? text.toUpperCase() : text
    if (width > 0) pen.fillText(shown, left, top + height / 2)
  }
  if (element instanceof HTMLSelectElement) {
    write(element.selectedOptions[0]?.text ?? '', element.getBoundingClientRect())
    return
  }
  const range = document.createRange()
  const edge = element.getBoundingClientRect()
  pen.save()
  pen.beginPath()
  pen.rect(edge.left, edge.top, style.overflowX === 'hidden' ? edge.width : 1e4, 1e4)
  pen.clip()
  for (const node of element.childNodes) {
    if (!(node instanceof Text)) continue
    for (const { 0: word, index } of node.data.matchAll(/\S+/g)) {
      range.setStart(node, index)
      range.setEnd(node, index + word.length)
      write(word, range.getBoundingClientRect())
    }
  }
  pen.restore()
}
