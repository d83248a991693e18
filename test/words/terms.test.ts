import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFile } from '../../scripts/words/check-messages.ts';
import { readMessageTexts } from '../../scripts/words/message-texts.ts';
import { projectRoot } from '../../src/configuration/project-root.ts';

/** Words for which docs/languages.md has another one, and the messages in which they mean something else. */
const others: Readonly<Record<string, readonly (readonly [wrong: RegExp, right: string, but?: RegExp])[]>> = {
  en: [
    [/(?<!\{)\bpanels?\b/i, 'suggestions, page'],
    [/\balongside\b|\brelated material/i, 'to go with'],
    [/\blists? of participants/i, 'roster'],
    [/\brecommendations?\b/i, 'suggestion'],
  ],
  de: [
    [/Ansicht/, 'Vorschläge, Seite'],
    [/Empfehlung/, 'Vorschlag'],
    [/Werkzeug/, 'Tool'],
    [/Bereitstellung/, 'Deployment'],
    [/Administrierend|Administrator(?!s?rolle)/, 'Administration', /^moodle\.account/],
    [/Kennung/, 'ID'],
    [/Kompetenz/, 'Fähigkeit', /competenc/],
    [/angehalten|anhalten/i, 'pausieren'],
  ],
  es: [
    [/(?<!\{)\bpanel(es)?\b/i, 'sugerencias, página'],
    [/recomendaci/i, 'sugerencia'],
    [/\binscri/i, 'matrícula, matricular'],
    [/matrícula libre/i, 'automatriculación'],
    [/\bborr[aáeo]/i, 'eliminar', /^search\.clear$/],
    [/realz/i, 'destacar'],
    [/\bsecci/i, 'grupo'],
    [/\bapoya/i, 'basarse en'],
  ],
  fr: [
    [/\bpanneau/i, 'suggestions, page'],
    [/recommandations?\b/i, 'suggestion'],
    [/\bappréci/i, 'populaire'],
    [/\beffac/i, 'supprimer', /^search\.clear$/],
    [/(?<!\{)\bsections?\b/i, 'groupe'],
  ],
  ar: [
    [/لوحة|لوحات/, 'الاقتراحات، صفحة'],
    [/توصيات|توصية/, 'اقتراح'],
    [/موظف/, 'العاملون'],
    [/(?<!تعريف )الارتباط/, 'ملفات تعريف الارتباط'],
    [/لديكم|مؤسستكم|منصتكم/, 'لديك، مؤسستك، منصتك'],
  ],
  'zh-Hans': [
    [/面板/, '推荐，页面'],
    [/建议/, '推荐', /alternatives$/],
    [/数据源/, '来源'],
    [/帐/, '账户'],
    [/教职员/, '教职人员'],
    [/级别/, '难度'],
    [/编号/, 'ID', /^(moodle|canvas)\.|^leftOut\.course-nameless$/],
  ],
};

test('one word stands for one thing in each language', () => {
  const found = [...readMessageTexts(projectRoot)].flatMap(([tag, text]) =>
    [...parseFile(text)].flatMap(([key, message]) =>
      (others[tag] ?? [])
        .filter(([wrong, , but]) => wrong.test(message) && but?.test(key) !== true)
        .map(([wrong, right]) => `${tag} ${key} says “${wrong.exec(message)?.[0]}” for “${right}”`),
    ),
  );
  assert.deepEqual(found, []);
});
