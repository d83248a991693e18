/** Words that say nothing of a subject, by language; folded. Single letters are none: R and C are languages. */
const lists: Readonly<Record<string, string>> = {
  en:
    'a an the and or but nor of in on at to from by for with without within into onto about above after again against all also am any are as ' +
    'be because been before being below between both can cannot could did do does doing done down during each else etc few further get got had has ' +
    'have having he her here hers herself him himself his how i if is it its itself just may me might more most much must my myself no not now off ' +
    'once only other our ours ourselves out over own per same shall she should so some such than that their theirs them themselves then there these ' +
    'they this those through too under until up upon us very via was we well were what when where whether which while who whom whose why will would ' +
    'yet you your yours yourself yourselves im ive dont cant lets one ones something anything someone everything thing things stuff lot really',
  de:
    'der die das den dem des ein eine einer einem einen eines und oder aber als am an auf aus bei bis da dass dein deine dich dir doch du durch er es fur ' +
    'gegen hat habe haben ich ihr ihre im in ins ist ja kann kein keine konnen man mehr mein meine meiner mich mir mit muss nach nicht noch nur ob ohne ' +
    'sehr sein seine sich sie sind so sowie uber um uns unser unter vom von vor war warum was weil wenn wer werden wie wieder will wir wird wo wurde zu ' +
    'zum zur zwischen etwas alles mal gern gerne bitte',
  fr:
    'le la les un une des du de d l au aux et ou mais donc or ni car a dans en par pour sans sous sur vers avec chez ce cet cette ces cela ca c qui que qu ' +
    'quoi dont ou je tu il elle on nous vous ils elles me te se moi toi lui leur leurs mon ma mes ton ta tes son sa ses notre nos votre vos est es suis sont ' +
    'etre ete avoir ai as ont plus moins tres tout toute tous toutes comme comment pourquoi quand si ne pas quelque quelques chose',
  es:
    'el la los las un una unos unas de del al y e o u pero ni que en por para con sin sobre entre hasta desde hacia segun a ante bajo es son soy eres ser ' +
    'estar esta estan este esta estos estas ese esa esos esas lo le les se me te nos mi mis tu tus su sus yo el ella ellos ellas usted como cuando donde ' +
    'porque mas muy todo toda todos todas algo alguna alguno cual quien quiero',
  pt:
    'o a os as um uma uns umas de do da dos das ao aos em no na nos nas por pelo pela para com sem sobre entre ate e ou mas nem que se me te lhe meu minha ' +
    'meus minhas seu sua seus suas eu tu ele ela nos eles elas voce este esta estes estas esse essa isso como quando onde porque mais muito todo toda todos ' +
    'todas algo ser estar e sao quero',
  it:
    'il lo la i gli le un uno una di del dello della dei degli delle a al allo alla ai agli alle da dal dalla dai dalle in nel nello nella nei negli nelle su ' +
    'sul sulla sui sulle con per tra fra e ed o ma se che chi cui non come quando dove perche io tu lui lei noi voi loro mi ti si ci vi mio mia miei mie tuo ' +
    'tua suo sua nostro nostra e sono essere piu molto tutto tutti qualcosa voglio',
  nl:
    'de het een en of maar van in op aan te ten ter met voor door bij naar uit over om als dan dat die dit deze wat wie waar hoe waarom ik je jij hij zij ze ' +
    'we wij jullie u mijn jouw zijn haar ons onze hun is ben bent was waren heb heeft hebben kan kunnen wil worden wordt niet geen meer zeer ook nog iets alles',
  sv:
    'och eller men att en ett den det de i pa av till fran for med utan om under over mellan vid hos som ar var vara har hade jag du han hon vi ni mig dig sig ' +
    'min mitt mina din ditt dina sin sitt sina vad vem hur varfor nar dar inte mer mycket alla allt nagot vill kan',
  da:
    'og eller men at en et den det de i pa af til fra for med uden om under over mellem ved hos som er var vaere har havde jeg du han hun vi i mig dig sig min ' +
    'mit mine din dit dine sin sit sine hvad hvem hvordan hvorfor nar der ikke mere meget alle alt noget vil kan',
  no:
    'og eller men at a en et ei den det de i pa av til fra for med uten om under over mellom ved hos som er var vaere har hadde jeg du han hun vi meg deg seg min ' +
    'mitt mine din ditt dine sin sitt sine hva hvem hvordan hvorfor nar der ikke mer mye alle alt noe vil kan',
  fi: 'ja tai mutta etta on ei se ne han mina sina me te he joka mika mita miten miksi kun jos niin kuin myos seka haluan',
  pl: 'i oraz lub ale ze w we na z ze do od po za przez przy dla o u jak co kto gdzie kiedy czy nie jest sa byc sie ja ty on ona my wy oni moj twoj to ten ta te chce',
  ru: 'и или но а что в во на с со из к ко по за для от до о об у как где когда кто не ни же ли бы это этот эта эти я ты он она мы вы они мой твой свой быть есть хочу',
  uk: 'і й або але а що в у на з із до по за для від про як де коли хто не ні це цей ця ці я ти він вона ми ви вони мій твій бути є хочу',
  ar: 'في من الي على علي عن مع هذا هذه ذلك تلك التي الذي الذين ما ماذا كيف لماذا متي اين هل لا لم لن ان انا انت هو هي نحن هم كل بعض او ثم قد كان يكون و اريد',
  he: 'של את על עם אל מן או אבל כי אם זה זאת מה מי איך למה אני אתה הוא היא אנחנו הם כל לא יש רוצה',
  zh: '的 了 和 与 及 在 是 我 你 他 她 们 这 那 有 为 对 从 到 把 被 吗 呢 吧 着 过 也 都 就 还 如何 怎么 什么 我想 想 要 我要',
  ja: 'の に は を が で と も や か へ から まで より です ます する した して ます たい です こと もの ため について における これ それ どう',
  ko: '그리고 또는 및 대한 위한 하는 있는 나는 저는 싶어요 싶다 어떻게',
};

const byLanguage: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(lists).map(([language, words]) => [language, new Set(words.split(' '))]),
);

/** @param word folded */
export function isFunctionWord(word: string, language: string): boolean {
  return byLanguage.get(language)?.has(word) === true;
}
