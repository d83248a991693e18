/** Other names of things, one concept a line; `parseConcepts` says how it is written. */
export const arts = `
art, arts, fine art, visual arts, artist; de Kunst, Künstler; fr art, beaux-arts, artiste; es arte, bellas artes, artista; it arte; pt arte; nl kunst; sv konst; da kunst; no kunst; ar فن, الفن, فنون; zh 艺术, 美术; ja 美術, 芸術; ru искусство ~ drawing, painting, art history, sculpture
art history, history of art; de Kunstgeschichte; fr histoire de l'art; es historia del arte; it storia dell'arte; pt história da arte; nl kunstgeschiedenis; sv konsthistoria; zh 艺术史; ar تاريخ الفن ~ images, museum
painting, painter, watercolour, oil painting, acrylic; de Malerei, Malen; fr peinture; es pintura, pintar; it pittura; pt pintura; nl schilderen; sv måleri; zh 绘画, 油画; ar رسم زيتي ~ drawing, art, colour
drawing, sketching, sketch, draw; de Zeichnen, Zeichnung; fr dessin, dessiner; es dibujo, dibujar; it disegno; pt desenho; nl tekenen; sv teckning, teckna; da tegning; no tegning; ar رسم, الرسم; zh 素描, 绘图, 画画; ja 描画, デッサン; ru рисование, рисунок ~ illustration, art
illustration, illustrator, comics, comic books, picture books; de Illustration; fr illustration, bande dessinée; es ilustración, cómic; zh 插画, 漫画 ~ drawing, storytelling, graphic design
graphic design, graphic designer, layout, visual design; de Grafikdesign, Grafikdesigner, Gestaltung; fr graphisme, conception graphique; es diseño gráfico; it grafica; pt design gráfico; nl grafisch ontwerp; sv grafisk design; zh 平面设计; ar تصميم جرافيك ~ type, colour, typeface, illustration, design
typography, typeface, type design, fonts, font, lettering, calligraphy; de Typografie, Schrift; fr typographie; es tipografía; zh 字体, 排版 ~ graphic design, type
design, designer; de Design, Gestaltung, Entwurf; fr design, conception; es diseño; it design, progettazione; pt design; zh 设计; ar تصميم; ja デザイン ~ graphic design, user experience
fashion, fashion design, sewing, clothes, tailoring; de Mode, Nähen; fr mode, couture; es moda, costura; zh 时尚, 服装 ~ design
photography, photographer, photos, photo, taking pictures, taking photos, camera; de Fotografie, Fotografieren; fr photographie, photo; es fotografía; it fotografia; pt fotografia; nl fotografie; sv fotografi; da fotografi; no fotografi; ar تصوير, تصوير فوتوغرافي; zh 摄影; ja 写真; ru фотография ~ images, film
film, films, movie, movies, cinema, filmmaking, film making, film studies, motion pictures; de Film, Kino; fr cinéma, film; es cine, película; it cinema; pt cinema; nl film; sv film; da film; no film; ar سينما, أفلام; zh 电影; ja 映画; ru кино, фильм ~ video, animation, screenplay
video, video editing, video production, videos, video making, filming, youtube; de Videoschnitt, Video; fr montage vidéo, vidéo; es edición de vídeo, vídeo; it montaggio video; pt edição de vídeo; zh 视频剪辑, 视频; ar مونتاج ~ film, editing, camera, animation
animation, motion design, motion graphics, cartoons; de Animation, Trickfilm; fr animation; es animación; it animazione; zh 动画; ar رسوم متحركة ~ film, illustration
ceramics, pottery, potter, clay; de Keramik, Töpfern; fr céramique, poterie; es cerámica; it ceramica; pt cerâmica; zh 陶艺; ar خزف
sculpture, sculptor, sculpting; de Bildhauerei; fr sculpture; es escultura; zh 雕塑 ~ art, ceramics
architecture, architect, building design; de Architektur, Architekt; fr architecture, architecte; es arquitectura, arquitecto; it architettura; pt arquitetura; nl architectuur; sv arkitektur; zh 建筑学, 建筑; ar هندسة معمارية, عمارة; ja 建築 ~ construction, cities, design
interior design, interior decoration; de Innenarchitektur; fr décoration intérieure; es diseño de interiores; zh 室内设计 ~ furniture, design
music, musician; de Musik, Musiker; fr musique, musicien; es música, músico; it musica; pt música; nl muziek; sv musik; da musik; no musikk; ar موسيقى, الموسيقى; zh 音乐; ja 音楽; ru музыка ~ choir, songwriting, composition, sound
singing, singer, sing, vocals, choir, vocal, voice training; de Singen, Gesang, Chor, Sänger; fr chant, chanter, chorale, chœur; es canto, cantar, coro; it canto, cantare, coro; pt canto, cantar, coro; nl zingen, koor; sv sång, sjunga, kör; da sang, kor; no sang, kor; ar غناء; zh 唱歌, 声乐, 合唱; ja 歌, 合唱 ~ music, songwriting
songwriting, songwriter, writing songs, lyrics; de Songwriting, Liedtexte; fr écriture de chansons; es composición de canciones; zh 歌曲创作 ~ music, composition
composition, composer, composing; de Komposition, Komponist; fr composition musicale, compositeur; es composición musical, compositor; zh 作曲 ~ music, music theory
music theory, harmony, ear training; de Musiktheorie, Gehörbildung; fr théorie musicale, solfège; es teoría musical, solfeo; it teoria musicale; zh 乐理 ~ music
music production, audio engineering, sound engineer, sound engineering, audio production, recording, mixing, sound design, music producer, beats; de Musikproduktion, Tontechnik; fr production musicale, ingénieur du son; es producción musical, ingeniería de sonido; it produzione musicale; zh 音乐制作, 录音 ~ sound, music
guitar, piano, violin, drums, musical instrument, play an instrument; de Gitarre, Klavier, Instrument; fr guitare, piano; es guitarra, piano; zh 吉他, 钢琴 ~ music
dance, dancing, ballet, choreography; de Tanz, Tanzen; fr danse; es danza, baile; zh 舞蹈
theatre, theater, acting, actor, drama, stage; de Theater, Schauspiel; fr théâtre; es teatro, actuación; it teatro; zh 戏剧, 表演; ar مسرح
literature, novel, novels, fiction, books, reading books, literary studies; de Literatur, Romane, Roman, Bücher; fr littérature, roman, livres; es literatura, novela, novelas, libros; it letteratura, romanzo; pt literatura, romance; nl literatuur; sv litteratur; da litteratur; no litteratur; ar أدب, الأدب, رواية; zh 文学, 小说; ja 文学, 小説; ru литература ~ poetry, reading, stories, prose
poetry, poem, poems, poet, verse; de Lyrik, Gedichte, Poesie; fr poésie; es poesía; it poesia; pt poesia; nl poëzie; sv poesi; zh 诗歌; ar شعر; ja 詩 ~ literature, writing
creative writing, writer, author, storytelling, write a book, writing fiction; de kreatives Schreiben, Schriftsteller, Autor; fr écriture créative, écrivain; es escritura creativa, escritor; it scrittura creativa; pt escrita criativa; zh 创意写作, 写作; ar كتابة إبداعية ~ writing, stories, literature
academic writing, essay writing, essays, scientific writing, thesis writing, writing skills; de wissenschaftliches Schreiben; fr rédaction scientifique, écriture académique; es escritura académica, redacción; zh 学术写作; ar كتابة أكاديمية ~ writing
writing, write; de Schreiben; fr écriture, écrire; es escritura, escribir; it scrittura, scrivere; pt escrita, escrever; nl schrijven; sv skriva; ar كتابة; zh 写作; ja 書く ~ academic writing, creative writing
copywriting, copywriter; de Werbetexte; fr rédaction publicitaire ~ marketing, writing
`;
