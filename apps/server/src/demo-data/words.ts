export type Language = 'es' | 'en'

/** The most popular first. */
export const STYLES: Record<Language, string[]> = {
  es: [
    'electrónica',
    'reguetón',
    'synthwave',
    'flamenco',
    'lo-fi',
    'ambiental',
    'rock',
    'cumbia',
    'bolero',
    'salsa',
    'jazz',
    'trap',
    'tango',
    'cinematográfica',
  ],
  en: [
    'synthwave',
    'lo-fi',
    'ambient',
    'house',
    'hip hop',
    'techno',
    'rock',
    'jazz',
    'drum and bass',
    'orchestral',
    'folk',
    'trap',
    'bossa nova',
    'metal',
  ],
}

export const SUBJECTS: Record<Language, string[]> = {
  es: [
    'una canción épica',
    'música para estudiar',
    'un ritmo para bailar',
    'una noche en la ciudad',
    'lluvia sobre el mar',
    'la banda sonora de un sueño',
    'un viaje por la carretera',
    'algo tranquilo para dormir',
    'una fiesta en la playa',
    'el recuerdo de un verano',
    'una persecución por los tejados',
    'un amanecer en los Andes',
  ],
  en: [
    'a song for a night drive',
    'beats to study to',
    'rain on a tin roof',
    'an epic final battle',
    'something calm to fall asleep to',
    'a summer that never ends',
    'the theme of a lost robot',
    'a party on the moon',
    'walking through old streets',
    'the sea at dawn',
    'a chase across rooftops',
    'a letter that was never sent',
  ],
}

export const DETAILS: Record<Language, string[]> = {
  es: [
    'con sintetizadores cálidos',
    'con guitarra española',
    'lento y melancólico',
    'a 128 bpm',
    'con coro',
    'sin voz',
    'con piano y cuerdas',
    'muy bailable',
    'con sonido de vinilo',
  ],
  en: [
    'with warm synths',
    'with a fretless bass',
    'slow and wistful',
    'at 128 bpm',
    'with a choir',
    'no vocals',
    'piano and strings',
    'made for dancing',
    'with vinyl crackle',
  ],
}

export const MOODS = ['energetic', 'calm', 'melancholic', 'epic', 'dreamy', 'dark', 'joyful']
export const SCALES = [
  'C major',
  'A minor',
  'D minor',
  'G major',
  'E minor',
  'F major',
  'F# minor',
  'Bb major',
  'D dorian',
]
export const INSTRUMENTS = ['synth', 'drums', 'bass', 'piano', 'guitar', 'strings', 'pad', 'choir', 'flute', 'trumpet']
export const ERRORS = [
  'The model did not answer in 60 s',
  'Out of GPU memory',
  'The prompt was refused by the content filter',
  'Audio encoding failed: no samples',
  'Network error: connection reset',
]
export const BUTTONS = [
  'BUTTON#generarMusica.btn.primary',
  'BUTTON#play.btn',
  'SELECT#style',
  'A#gallery.nav-link',
  'BUTTON#settings.icon',
]
export const PAGES = ['/', '/studio', '/gallery', '/settings']
