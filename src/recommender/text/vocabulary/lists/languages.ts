/** Other names of things, one concept a line; `parseConcepts` says how it is written. */
export const languages = `
languages, foreign languages, language learning, language courses; de Sprachen, Fremdsprachen, Sprachkurs, Sprachenlernen; fr langues, langues étrangères; es idiomas, lenguas, lenguas extranjeras; it lingue; pt línguas, idiomas; nl talen; sv språk; da sprog; no språk; ar لغات, لغات أجنبية; zh 语言, 外语; ja 外国語; ru языки ~ Spanish, German, French, English, Chinese
linguistics, linguist, language science; de Linguistik, Sprachwissenschaft, Sprachwissenschaften; fr linguistique, sciences du langage; es lingüística, ciencias del lenguaje; it linguistica; zh 语言学, 语言科学; ar لسانيات, علم اللغة ~ language, grammar
grammar; de Grammatik; fr grammaire; es gramática; zh 语法; ar قواعد اللغة ~ language
English, English language; de Englisch; fr anglais, langue anglaise; es inglés, lengua inglesa; it inglese; pt inglês; nl Engels; sv engelska; da engelsk; no engelsk; ar إنجليزية, اللغة الإنجليزية; zh 英语, 英文; ja 英語; ru английский
German, German language; de Deutsch, deutsche Sprache; fr allemand, langue allemande; es alemán, lengua alemana, idioma alemán; it tedesco; pt alemão; nl Duits; sv tyska; da tysk; no tysk; ar ألمانية, اللغة الألمانية; zh 德语, 德文; ja ドイツ語; ru немецкий
French, French language; de Französisch; fr français, langue française; es francés, lengua francesa; it francese; pt francês; nl Frans; sv franska; da fransk; no fransk; ar فرنسية, اللغة الفرنسية; zh 法语, 法文; ja フランス語; ru французский
Spanish, Spanish language; de Spanisch; fr espagnol, langue espagnole; es español, castellano, lengua española; it spagnolo; pt espanhol; nl Spaans; sv spanska; da spansk; no spansk; ar إسبانية, اللغة الإسبانية; zh 西班牙语, 西班牙文; ja スペイン語; ru испанский
Italian, Italian language; de Italienisch; fr italien; es italiano; it italiano; pt italiano; zh 意大利语; ar إيطالية
Portuguese, Portuguese language; de Portugiesisch; fr portugais; es portugués; pt português; zh 葡萄牙语; ar برتغالية, اللغة البرتغالية
Chinese, Mandarin, Mandarin Chinese, Chinese language; de Chinesisch; fr chinois, mandarin; es chino, mandarín; it cinese; pt chinês; nl Chinees; sv kinesiska; ar صينية, اللغة الصينية, الصينية, ماندرين; zh 中文, 汉语, 普通话, 华语; ja 中国語; ru китайский
Japanese, Japanese language; de Japanisch; fr japonais; es japonés; zh 日语; ja 日本語; ar يابانية
Arabic, Arabic language; de Arabisch; fr arabe; es árabe; zh 阿拉伯语; ar عربية, اللغة العربية; ja アラビア語
Russian, Russian language; de Russisch; fr russe; es ruso; zh 俄语; ru русский, русский язык; ar روسية, اللغة الروسية
Latin language; de Latein; fr latin; es latín; ar اللاتينية; zh 拉丁语
sign language, language of the deaf, deaf, deaf people; de Gebärdensprache, Gehörlose, gehörlos, Gehörlosensprache; fr langue des signes, sourds, LSF; es lengua de señas, lengua de signos, sordos, lenguaje de signos; it lingua dei segni; pt língua de sinais, língua gestual; nl gebarentaal; sv teckenspråk; zh 手语, 聋人, 聋哑; ar لغة الإشارة, صم
translation, translator, translate, translating; de Übersetzen, Übersetzung, Übersetzer, Übersetzerin; fr traduction, traducteur, traduire, traductrice; es traducción, traductor, traducir, traductora; it traduzione, traduttore; pt tradução, tradutor; nl vertalen, vertaling; sv översättning; da oversættelse; no oversettelse; ar ترجمة, مترجم, ترجمة تحريرية; zh 翻译, 译者; ja 翻訳; ru перевод, переводчик ~ interpreting, languages
interpreting, interpreter, interpretation, simultaneous interpreting; de Dolmetschen, Dolmetscher, Dolmetscherin; fr interprétation, interprète, interprétariat; es interpretación, intérprete, intérpretes; it interpretariato; pt intérprete; zh 口译, 同声传译; ar ترجمة فورية, ترجمة شفوية ~ translation
`;
