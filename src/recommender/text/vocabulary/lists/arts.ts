/** Other names of things, one concept a line; `parseConcepts` says how it is written. */
export const arts = `
art, fine art, visual arts, artist; de Kunst, Künstler; fr art, beaux-arts, artiste; es arte, bellas artes, artista; it arte; pt arte; nl kunst; sv konst; da kunst; no kunst; ar فن, الفن, فنون; zh 艺术, 美术; ja 美術, 芸術; ru искусство ~ drawing, painting, art history, sculpture
art history, history of art; de Kunstgeschichte; fr histoire de l'art; es historia del arte; it storia dell'arte; pt história da arte; nl kunstgeschiedenis; sv konsthistoria; ar تاريخ الفن; zh 艺术史 ~ images, museum
painting, painter, watercolour, oil painting, acrylic; de Malerei; fr peinture; es pintura, pintar; it pittura; pt pintura; nl schilderen; sv måleri; ar رسم زيتي; zh 绘画, 油画 ~ drawing, art, colour
drawing, sketching; de Zeichnen, Zeichnung; fr dessin; es dibujo; it disegno; pt desenho; nl tekenen; sv teckning, teckna; da tegning; no tegning; ar رسم; zh 素描, 绘图, 画画; ja 描画, デッサン; ru рисование, рисунок ~ illustration, art
illustration, illustrator, comics, comic books, picture books; de Illustration; fr illustration, bande dessinée; es ilustración, cómic; zh 插画, 漫画 ~ drawing, storytelling, graphic design
graphic design, graphic designer, layout, visual design; de Grafikdesign; fr graphisme, conception graphique; es diseño gráfico; it grafica; pt design gráfico; nl grafisch ontwerp; sv grafisk design; ar تصميم جرافيك; zh 平面设计 ~ type, colour, typeface, illustration, design
typography, typeface, type design, fonts, lettering, calligraphy; de Typografie, Schrift; fr typographie; es tipografía; zh 字体, 排版 ~ graphic design, type
design, designer; de Design, Gestaltung, Entwurf; fr design, conception; es diseño; it design, progettazione; pt design; ar تصميم; zh 设计; ja デザイン ~ graphic design, user experience
fashion, fashion design, clothes; de Mode; fr mode; es moda; zh 时尚, 服装 ~ design
photography, photographer, photos, taking pictures, taking photos, camera; de Fotografie; fr photographie, photo; es fotografía; it fotografia; pt fotografia; nl fotografie; sv fotografi; da fotografi; no fotografi; ar تصوير, تصوير فوتوغرافي; zh 摄影; ja 写真; ru фотография ~ images, film
film, movie, cinema, filmmaking, film making, film studies, motion pictures; de Film, Kino; fr cinéma, film; es cine, película; it cinema; pt cinema; nl film; sv film; da film; no film; ar سينما, أفلام; zh 电影; ja 映画; ru кино, фильм ~ video, animation, screenplay
video, video editing, video production, video making, youtube; de Videoschnitt, Video; fr montage vidéo, vidéo; es edición de vídeo, vídeo; it montaggio video; pt edição de vídeo; ar مونتاج; zh 视频剪辑, 视频 ~ film, editing, camera, animation
animation, motion design, motion graphics, cartoons; de Animation, Trickfilm; fr animation; es animación; it animazione; ar رسوم متحركة; zh 动画 ~ film, illustration
ceramics, pottery, potter, clay; de Keramik, Töpfern; fr céramique, poterie; es cerámica; it ceramica; pt cerâmica; ar خزف; zh 陶艺
sculpture, sculptor, sculpting; de Bildhauerei; fr sculpture; es escultura; zh 雕塑 ~ art, ceramics
architecture, architect, building design; de Architektur, Architekt; fr architecture, architecte; es arquitectura, arquitecto; it architettura; pt arquitetura; nl architectuur; sv arkitektur; ar هندسة معمارية, عمارة; zh 建筑学, 建筑; ja 建築 ~ construction, cities, design
interior design, interior decoration; de Innenarchitektur; fr décoration intérieure; es diseño de interiores; zh 室内设计 ~ furniture, design
music, musician; de Musik; fr musique, musicien; es música; it musica; pt música; nl muziek; sv musik; da musik; no musikk; ar موسيقى; zh 音乐; ja 音楽; ru музыка ~ choir, songwriting, composition, sound
singing, singer, vocals, choir, voice training; de Singen, Gesang, Chor, Sänger; fr chant, chorale, chœur; es canto, coro; it canto, coro; pt canto, coro; nl zingen, koor; sv sång, sjunga, kör; da sang, kor; no sang, kor; ar غناء; zh 唱歌, 声乐, 合唱; ja 歌, 合唱 ~ music, songwriting
songwriting, songwriter, writing songs, lyrics; de Songwriting, Liedtexte; fr écriture de chansons; es composición de canciones; zh 歌曲创作 ~ music, composition
composition, composer, composing; de Komposition, Komponist; fr composition musicale, compositeur; es composición musical, compositor; zh 作曲 ~ music, music theory
music theory, harmony, ear training; de Musiktheorie, Gehörbildung; fr théorie musicale, solfège; es teoría musical, solfeo; it teoria musicale; zh 乐理 ~ music
music production, audio engineering, sound engineer, audio production, recording, mixing, sound design, music producer, beats; de Musikproduktion, Tontechnik; fr production musicale; es producción musical; it produzione musicale; zh 音乐制作, 录音 ~ sound, music
guitar, piano, violin, drums, musical instrument, play an instrument; de Gitarre, Klavier, Instrument; fr guitare, piano; es guitarra, piano; zh 吉他, 钢琴 ~ music
dance, ballet, choreography; de Tanz; es danza, baile; zh 舞蹈
theatre, acting, actor, drama, stage; de Theater, Schauspiel; fr théâtre; es teatro, actuación; it teatro; ar مسرح; zh 戏剧, 表演
creative writing, writer, author, storytelling, write a book, writing fiction; de kreatives Schreiben, Schriftsteller, Autor; fr écriture créative, écrivain; es escritura creativa, escritor; it scrittura creativa; pt escrita criativa; ar كتابة إبداعية; zh 创意写作 ~ writing, stories, literature
academic writing, essay writing, essays, scientific writing, thesis writing, writing skills; de wissenschaftliches Schreiben; fr rédaction scientifique, écriture académique; es escritura académica, redacción; ar كتابة أكاديمية; zh 学术写作 ~ writing
writing; de Schreiben; fr écriture, écrire; es escritura, escribir; it scrittura, scrivere; pt escrita, escrever; nl schrijven; sv skriva; ar كتابة; zh 写作; ja 書く ~ academic writing, creative writing
copywriting, copywriter; de Werbetexte; fr rédaction publicitaire ~ marketing, writing
`;
