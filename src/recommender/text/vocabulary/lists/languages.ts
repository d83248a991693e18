/** Other names of things, one concept a line; `parseConcepts` says how it is written. */
export const languages = `
languages, foreign languages, language learning, language courses; de Sprachen, Fremdsprachen, Sprachkurs; fr langues, langues étrangères; es idiomas, lenguas; it lingue; pt línguas, idiomas; nl talen; sv språk; da sprog; no språk; ar لغات; zh 语言, 外语; ja 外国語; ru языки ~ Spanish, German, French, English, Chinese
linguistics, linguist, language science; de Linguistik, Sprachwissenschaft; fr linguistique; es lingüística; it linguistica; zh 语言学; ar لسانيات ~ language, grammar
grammar; de Grammatik; fr grammaire; es gramática; zh 语法; ar قواعد اللغة ~ language
English, English language; de Englisch; fr anglais; es inglés; it inglese; pt inglês; nl Engels; sv engelska; da engelsk; no engelsk; ar إنجليزية, اللغة الإنجليزية; zh 英语; ja 英語; ru английский
German, German language; de Deutsch, deutsche Sprache; fr allemand; es alemán; it tedesco; pt alemão; nl Duits; sv tyska; da tysk; no tysk; ar ألمانية, اللغة الألمانية; zh 德语; ja ドイツ語; ru немецкий
French, French language; de Französisch; fr français, langue française; es francés; it francese; pt francês; nl Frans; sv franska; da fransk; no fransk; ar فرنسية, اللغة الفرنسية; zh 法语; ja フランス語; ru французский
Spanish, Spanish language; de Spanisch; fr espagnol; es español, castellano; it spagnolo; pt espanhol; nl Spaans; sv spanska; da spansk; no spansk; ar إسبانية, اللغة الإسبانية; zh 西班牙语; ja スペイン語; ru испанский
Italian, Italian language; de Italienisch; fr italien; es italiano; it italiano; pt italiano; zh 意大利语; ar إيطالية
Portuguese, Portuguese language; de Portugiesisch; fr portugais; es portugués; pt português; zh 葡萄牙语
Chinese, Mandarin, Mandarin Chinese, Chinese language; de Chinesisch; fr chinois, mandarin; es chino, mandarín; it cinese; pt chinês; nl Chinees; sv kinesiska; ar صينية, اللغة الصينية; zh 中文, 汉语, 普通话; ja 中国語; ru китайский
Japanese, Japanese language; de Japanisch; fr japonais; es japonés; zh 日语; ja 日本語; ar يابانية
Arabic, Arabic language; de Arabisch; fr arabe; es árabe; zh 阿拉伯语; ar عربية, اللغة العربية; ja アラビア語
Russian, Russian language; de Russisch; fr russe; es ruso; zh 俄语; ru русский, русский язык
Latin language; de Latein; fr latin; es latín
sign language, language of the deaf, deaf, deaf people; de Gebärdensprache, Gehörlose, gehörlos; fr langue des signes, sourds; es lengua de señas, lengua de signos, sordos; it lingua dei segni; pt língua de sinais, língua gestual; nl gebarentaal; sv teckenspråk; zh 手语, 聋人; ar لغة الإشارة
translation, translator, translate, translating; de Übersetzen, Übersetzung, Übersetzer; fr traduction, traducteur, traduire; es traducción, traductor, traducir; it traduzione, traduttore; pt tradução, tradutor; nl vertalen, vertaling; sv översättning; da oversættelse; no oversettelse; ar ترجمة, مترجم; zh 翻译; ja 翻訳; ru перевод, переводчик ~ interpreting, languages
interpreting, interpreter, interpretation, simultaneous interpreting; de Dolmetschen, Dolmetscher; fr interprétation, interprète; es interpretación, intérprete; it interpretariato; pt intérprete; zh 口译; ar ترجمة فورية ~ translation
`;
