/** Marks on Latin, Greek and Cyrillic letters; those of other scripts are a part of what is written. */
const ACCENTS = /[\u0300-\u036f]/g
/** A soft hyphen, joiners and the like: nothing that one sees. Apostrophes: `don't` is `dont`. */
const INVISIBLE = /[\p{Cf}'’ʼ`´]/gu
/** A sharp is a part of a key's name. */
const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}\p{S}#]+/gu

/**
 * A text without case, accents, punctuation and spacing: two that differ in nothing else come out the same. Words are left,
 * with one space between. A text of punctuation alone stays what it is, but for its spacing.
 */
export function foldText(text: string): string {
  const letters = plain(plain(text).toLowerCase()).replace(INVISIBLE, '')
  const words = letters.replace(BETWEEN_WORDS, ' ').trim()
  return words === '' ? letters.replace(/\s+/g, ' ').trim() : words
}

/** Compatible forms become one (`ｆｕｌｌ` is `full`); what Unicode composes from letters and accents loses these. */
const plain = (text: string) => text.normalize('NFKD').replace(ACCENTS, '').normalize('NFKC')
