import type { NamedDimension } from '@son1k/contract'

/** The name that is shown first, then others for the same, in English and Spanish; case, accents and punctuation don't matter. */
type Names = readonly [shown: string, ...others: string[]]

/**
 * What everybody who names music in these languages means the same by. What is a matter of opinion (is EDM electronic?) is
 * not here: an app can add it. Keys have rules instead, see `musicalKey`.
 */
export const NAME_SYNONYMS: Record<NamedDimension, readonly Names[]> = {
  style: [
    ['acoustic', 'acústico', 'acústica'],
    ['ambient', 'ambiental'],
    ['children', 'infantil', "children's music", 'música infantil', 'kids'],
    ['cinematic', 'cinemático', 'cinemática', 'cinematográfico', 'cinematográfica'],
    ['classical', 'clásica', 'clásico', 'classical music', 'música clásica'],
    ['drum and bass', 'drum & bass', 'drum n bass', "drum'n'bass", 'dnb', 'd&b'],
    ['electronic', 'electrónica', 'electrónico', 'electronica', 'electronic music', 'música electrónica'],
    ['soundtrack', 'banda sonora'],
    ['folk', 'folk music', 'música folk', 'folclórica', 'folklórica'],
    ['hip-hop', 'hip hop', 'hiphop'],
    ['latin', 'latino', 'latina', 'latin music', 'música latina'],
    ['lofi', 'lo-fi', 'lo fi'],
    ['lofi hip-hop', 'lofi hiphop', 'lo-fi hip-hop', 'lo-fi hiphop'],
    ['orchestral', 'orquestal'],
    ['pop', 'pop music', 'música pop'],
    ['psychedelic', 'psicodélico', 'psicodélica'],
    ['r&b', 'rnb', 'r and b', "r'n'b", 'rhythm and blues', 'rhythm & blues'],
    ['reggaeton', 'reguetón', 'reggaetón'],
    ['rock', 'rock music', 'música rock'],
    ['rock and roll', "rock'n'roll", 'rock n roll', 'rock & roll', 'rocanrol'],
    ['symphonic', 'sinfónico', 'sinfónica'],
    ['synthwave', 'synth wave', 'synth-wave'],
    ['traditional', 'tradicional'],
    ['world', 'world music', 'músicas del mundo', 'música del mundo'],
  ],
  mood: [
    ['aggressive', 'agresivo', 'agresiva'],
    ['angry', 'enfadado', 'enfadada', 'enojado', 'enojada', 'furioso', 'furiosa'],
    ['calm', 'tranquilo', 'tranquila', 'calmado', 'calmada', 'calma', 'sereno', 'serena'],
    ['dark', 'oscuro', 'oscura', 'sombrío', 'sombría'],
    ['dramatic', 'dramático', 'dramática'],
    ['dreamy', 'soñador', 'soñadora', 'onírico', 'onírica'],
    ['emotional', 'emotivo', 'emotiva', 'emocional'],
    ['energetic', 'enérgico', 'enérgica', 'energético', 'energética'],
    ['epic', 'épico', 'épica'],
    ['fun', 'divertido', 'divertida'],
    ['happy', 'feliz', 'alegre'],
    ['hopeful', 'esperanzador', 'esperanzadora'],
    ['melancholic', 'melancólico', 'melancólica', 'melancholy', 'melancolía'],
    ['mysterious', 'misterioso', 'misteriosa'],
    ['neutral', 'neutro', 'neutra'],
    ['nostalgic', 'nostálgico', 'nostálgica', 'nostalgia'],
    ['peaceful', 'pacífico', 'pacífica', 'apacible'],
    ['relaxed', 'relajado', 'relajada', 'relaxing', 'relajante'],
    ['romantic', 'romántico', 'romántica'],
    ['sad', 'triste'],
    ['tense', 'tenso', 'tensa'],
    ['uplifting', 'edificante', 'inspirador', 'inspiradora'],
  ],
  scale: [],
}
