// Words that every text has, folded: articles, pronouns, prepositions, conjunctions and forms of the commonest verbs.

const ENGLISH = `
a about above after again against all also am an and any are arent as at be because been before being below between both but
by can cant could couldnt did didnt do does doesnt doing dont down during each few for from further had hadnt has hasnt have
havent having he her here hers herself him himself his how i if im in into is isnt it its itself ive just lets like me more
most my myself no nor not of off on once only or other our ours ourselves out over own same she should shouldnt so some such
than that thats the their theirs them themselves then there these they this those through to too under until up very was wasnt
we were werent what when where which while who whom why will with wont would wouldnt you your youre yours yourself yourselves`

const SPANISH = `
a al algo algun alguna algunas alguno algunos ante antes aquel aquella aquellas aquellos asi aun aunque cada como con contra
cual cuales cuando de del desde donde dos durante e el ella ellas ello ellos en entre era eran es esa esas ese eso esos esta
estaba estado estan estar estas este esto estos fue fueron ha hace hacia han has hasta hay la las le les lo los mas me mi mis
mucha muchas mucho muchos muy nada ni no nos nosotras nosotros nuestra nuestras nuestro nuestros o otra otras otro otros para
pero poco por porque pues que quien quienes se sea ser si sin sino sobre solo somos son soy su sus suya suyo tambien tan tanto
te tener ti tiene tienen toda todas todo todos tras tu tus u un una unas uno unos y ya yo`

export const STOP_WORDS: ReadonlySet<string> = new Set(`${ENGLISH} ${SPANISH}`.trim().split(/\s+/))
