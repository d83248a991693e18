/** Other names of things, one concept a line; `parseConcepts` says how it is written. */
export const health = `
health, healthcare, health care; de Gesundheit; fr santé; es salud, sanidad; it salute; pt saúde; nl gezondheid; sv hälsa; da sundhed; no helse; ar صحة, الصحة; zh 健康, 卫生; ja 健康; ru здоровье ~ medicine, nursing, public health, nutrition
medicine, medical, physician, doctor, medical school; de Medizin, Arzt, Ärztin; fr médecine, médecin; es medicina, médico; it medicina, medico; pt medicina, médico; nl geneeskunde, arts; sv medicin, läkare; da medicin, læge; no medisin, lege; ar طب, الطب, طبيب; zh 医学, 医生; ja 医学; ru медицина ~ anatomy, physiology, health, patients, diseases
surgeon, surgery; de Chirurgie; fr chirurgie; es cirugía ~ medicine, anatomy
nursing, nurse, nurses, patient care; de Pflege, Krankenpflege, Krankenschwester, Pfleger; fr soins infirmiers, infirmier, infirmière; es enfermería, enfermero, enfermera; it infermieristica, infermiere; pt enfermagem, enfermeiro; nl verpleegkunde; sv omvårdnad, sjuksköterska; da sygepleje; no sykepleie; ar تمريض; zh 护理, 护士; ja 看護 ~ patients, care, health, anatomy, first aid
midwife, midwifery, obstetrics; de Hebamme; fr sage-femme; es partera, matrona ~ nursing, health
caregiver, carer, elderly care, aged care, geriatrics, gerontology, old age, ageing, elderly; de Altenpflege, Alter; fr personnes âgées, gériatrie; es ancianos, geriatría, personas mayores; it anziani; nl ouderenzorg; sv äldreomsorg; zh 老年护理, 老年 ~ dementia, nursing, care
dementia, Alzheimer, Alzheimer's disease; de Demenz; fr démence; es demencia; it demenza; nl dementie; sv demens; zh 痴呆 ~ ageing, brain, memory
human body, body, how the body works; de Körper, menschlicher Körper; fr corps humain; es cuerpo humano; it corpo umano; pt corpo humano; zh 人体; ar جسم الإنسان ~ anatomy, physiology
anatomy; de Anatomie; fr anatomie; es anatomía; it anatomia; pt anatomia; zh 解剖学; ar تشريح; ja 解剖学 ~ body, physiology
physiology; de Physiologie; fr physiologie; es fisiología; it fisiologia; pt fisiologia; zh 生理学; ar علم وظائف الأعضاء ~ body, anatomy
first aid, first responder, emergency medicine, paramedic, ambulance, CPR; de Erste Hilfe, Notfall, Rettungssanitäter; fr premiers secours, secourisme, urgences; es primeros auxilios, urgencias; it primo soccorso; pt primeiros socorros; nl eerste hulp, EHBO; sv första hjälpen; zh 急救; ar إسعافات أولية ~ emergency
pharmacology, pharmacy, pharmacist, drugs, medicines, medication; de Pharmakologie, Apotheker, Arzneimittel; fr pharmacologie, pharmacie, pharmacien; es farmacología, farmacia, farmacéutico; it farmacologia; pt farmacologia, farmácia; zh 药理学, 药学; ar صيدلة ~ medicine, chemistry
nutrition, diet, dietetics, healthy eating, eating healthy, healthy food, dietitian, nutritionist; de Ernährung, gesunde Ernährung; fr nutrition, alimentation, diététique; es nutrición, alimentación; it nutrizione, alimentazione; pt nutrição, alimentação; nl voeding; sv näring, kost; zh 营养, 营养学; ar تغذية; ja 栄養 ~ food, health, wellbeing
lose weight, weight loss, slimming; de abnehmen; fr perdre du poids, maigrir; es perder peso, adelgazar; zh 减肥 ~ fat, diet, nutrition, fitness
fitness, exercise, workout, gym, personal trainer; de Fitness, Training; fr musculation; es ejercicio; zh 健身 ~ sport, health, physical
sport, sports, athletics, coach; de Sport; fr sport; es deporte; it sport; pt esporte, desporto; zh 体育, 运动; ar رياضة بدنية ~ fitness, performance
physiotherapy, physical therapy, physiotherapist, physical therapist, rehabilitation; de Physiotherapie, Krankengymnastik; fr kinésithérapie, physiothérapie; es fisioterapia, fisioterapeuta; it fisioterapia; pt fisioterapia; nl fysiotherapie; sv sjukgymnastik; zh 物理治疗; ar علاج طبيعي ~ movement, anatomy
public health, epidemiology, pandemic, epidemics, infectious diseases; de öffentliche Gesundheit, Epidemiologie; fr santé publique, épidémiologie; es salud pública, epidemiología; it sanità pubblica; pt saúde pública, epidemiologia; zh 公共卫生, 流行病学; ar صحة عامة ~ health, statistics
health informatics, medical informatics, digital health, e-health, ehealth; de Medizininformatik; fr informatique médicale; es informática médica ~ health, data, computing
mental health, depression, anxiety, mental illness, psychiatry, psychiatric; de psychische Gesundheit, Depression, Angst, Psychiatrie; fr santé mentale, dépression, anxiété, psychiatrie; es salud mental, depresión, ansiedad, psiquiatría; it salute mentale, depressione, ansia; pt saúde mental, depressão, ansiedade; zh 心理健康, 抑郁, 焦虑; ar الصحة النفسية, اكتئاب, قلق ~ clinical psychology, counselling, therapy, stress
stress, stress management, burnout, resilience, mindfulness, relaxation; de Stress, Achtsamkeit; fr stress, pleine conscience; es estrés ~ mental health, wellbeing, meditation
sleep, insomnia, sleeping; de Schlaf; fr sommeil; es sueño, insomnio; zh 睡眠 ~ health
psychology, psychologist, psych, psycho; de Psychologie, Psychologe; fr psychologie, psychologue; es psicología, psicólogo; it psicologia, psicologo; pt psicologia, psicólogo; nl psychologie, psycholoog; sv psykologi; da psykologi; no psykologi; ar علم النفس; zh 心理学; ja 心理学; ru психология ~ mind, behaviour, cognition, mental health
psychotherapy, therapy, therapist, psychotherapist, counselling, counsellor, counseling, counselor; de Psychotherapie, Beratung, Therapie; fr psychothérapie, conseil; es psicoterapia, terapia, consejería; it psicoterapia; zh 心理咨询, 心理治疗; ar إرشاد نفسي ~ clinical psychology, mental health
child development, developmental psychology, child psychology; de Entwicklungspsychologie; fr psychologie du développement; es psicología del desarrollo, desarrollo infantil; zh 发展心理学 ~ children, psychology, early childhood
hypnosis, hypnotherapy, hypnotherapist, hypnotist; de Hypnose; fr hypnose; es hipnosis; zh 催眠
memory, memorise, memorize, remembering; de Gedächtnis; fr mémoire; es memoria; zh 记忆 ~ learning, brain
meditation, mindfulness meditation; de Meditation; fr méditation; es meditación; zh 冥想 ~ mindfulness
yoga; de Yoga; fr yoga; es yoga; zh 瑜伽
dentistry, dentist, dental; de Zahnmedizin, Zahnarzt; fr dentiste; es odontología, dentista; zh 牙科
veterinary medicine, veterinary, veterinarian, vet; de Tiermedizin, Tierarzt; fr vétérinaire; es veterinaria, veterinario; zh 兽医
`;
