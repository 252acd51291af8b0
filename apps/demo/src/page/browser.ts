/**
 * Copies a link.
 * @returns false where the browser refuses; the link then stands in the address bar, to be copied from there
 */
export async function copyLink(link: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(link)
    return true
  } catch {
    history.replaceState(history.state, '', link)
    return false
  }
}

/** Lets the browser save a file under a name. */
export function saveFile(fileName: string, file: Blob): void {
  const url = URL.createObjectURL(file)
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = fileName
  anchor.click()
  // The download has its own hold on the data once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
