"""What tells of no incident of the map, though its words are those of one."""

import pytest

from geo.models import Article
from geo.pipeline import parse

# Sport and figures of speech; drills, alerts, plans and appeals; denials; totals; films and books; measures; links to other articles.
NOT_INCIDENTS = {
    "fr": """
Le Raja de Casablanca a écrasé le club de Safi, trois buts à zéro.
L'attaque du Wydad de Casablanca reste la meilleure du championnat.
Le FAR de Rabat a foudroyé Berkane d'un tir de loin : une véritable démonstration.
L'explosion des prix inquiète les ménages à Rabat.
Un tremblement de terre politique secoue la mairie de Tanger.
Le naufrage de la gauche aux élections fait débat à Fès.
Une avalanche de critiques s'abat sur le maire de Meknès.
L'effondrement des cours de la tomate ruine les producteurs d'Agadir.
La chanteuse a mis le feu à la scène de Mawazine, à Rabat.
Une vague d'arrestations imaginaires sert de trame au roman, situé à Tanger.
Un documentaire sur les attentats de Casablanca sera projeté à Tanger.
Le film raconte un braquage à Casablanca.
La pièce met en scène un procès à Fès.
Un exercice de simulation d'un accident d'avion a été organisé à l'aéroport de Nador.
Une simulation de séisme a mobilisé les pompiers d'Al Hoceima.
La Direction de la météorologie met en garde contre des inondations à Tétouan.
Une alerte aux orages et aux crues a été émise pour la province d'Azilal.
Les syndicats appellent à une grève nationale jeudi à Rabat.
Les enseignants menacent de faire grève à Settat.
Un sit-in est prévu vendredi prochain devant le tribunal d'Oujda.
La police dément qu'un enlèvement ait eu lieu à Salé.
La DGSN dément l'arrestation d'un journaliste à Casablanca.
Aucun blessé n'a été signalé à Midelt.
Il n'y a eu aucune arrestation à Jerada.
Chaque année, des dizaines de personnes se noient sur les plages d'El Jadida.
Les accidents de la route ont fait 3.500 morts l'an dernier au Maroc, selon le bilan annuel.
Plus de deux cents cellules terroristes ont été démantelées depuis 2002.
La lutte contre le trafic de drogue est une priorité à Nador.
Une campagne de prévention des incendies de forêt a été lancée à Chefchaouen.
Un nouveau centre pour victimes de viols a ouvert à Marrakech.
Le ministre a inauguré à Ifrane une caserne de pompiers pour lutter contre les incendies.
La conférence de Rabat traite de la cybercriminalité et des attaques informatiques.
Lire aussi : Un incendie ravage un marché à Fès
À lire également : Séisme à Al Hoceima, trois blessés
L'arrêt des travaux du tramway de Casablanca agace les riverains.
L'équipe de Tanger a braqué les trois points à Oujda.
""",
    "en": """
Raja Casablanca crushed Safi 3-0 in a one-sided match.
The attack of Wydad Casablanca is the best in the league.
FAR Rabat thrashed Berkane with a late strike.
The explosion in prices worries households in Rabat.
A political earthquake has hit the city council of Tangier.
Goods from Agadir flooded the market.
An avalanche of criticism fell on the mayor of Meknes.
The party won by a landslide in Fez.
A film about the Casablanca bombings will be shown in Tangier.
The novel tells of a bank robbery in Casablanca.
The museum in Rabat holds an exhibition on the Agadir earthquake.
Firefighters held a drill simulating a plane crash at Nador airport.
An earthquake simulation exercise was held in Al Hoceima.
The weather service warned of floods in Tetouan.
Unions called for a general strike in Rabat on Thursday.
Teachers are threatening to strike in Settat.
A sit-in is planned for next Friday in Oujda.
Activists plan to march in Casablanca next week.
Police denied reports of a kidnapping in Salé.
The DGSN denied that a journalist had been arrested in Casablanca.
No arrests were reported in Jerada.
No injuries were reported in Midelt.
Every year dozens of people drown on the beaches of El Jadida.
Road accidents killed 3,500 people in Morocco last year, according to the annual report.
More than two hundred terrorist cells have been dismantled since 2002.
The fight against drug trafficking is a priority in Nador.
A campaign to prevent forest fires was launched in Chefchaouen.
A new shelter for victims of domestic violence opened in Marrakech.
The conference in Rabat deals with cyberattacks.
Read also: Blaze destroys a market in Fez
Related articles: Earthquake in Al Hoceima injures three
A bomb threat at Agadir airport turned out to be a hoax.
Morocco could be hit by floods if dams are not maintained.
The minister opened a fire station in Ifrane.
""",
    "es": """
El Raja de Casablanca aplastó al Safi por tres goles a cero.
El ataque del Wydad de Casablanca es el mejor del campeonato.
La explosión de los precios preocupa en Rabat.
Un terremoto político sacude el ayuntamiento de Tánger.
Una avalancha de críticas cae sobre el alcalde de Mequinez.
El naufragio de la izquierda en las elecciones se debate en Fez.
El desplome de los precios del tomate arruina a los productores de Agadir.
Una película sobre los atentados de Casablanca se proyectará en Tánger.
La novela narra un atraco a un banco en Casablanca.
El museo de Rabat dedica una exposición al terremoto de Agadir.
Los bomberos realizaron un simulacro de accidente aéreo en el aeropuerto de Nador.
Un simulacro de terremoto movilizó a los bomberos de Alhucemas.
Meteorología advierte de inundaciones en Tetuán.
Los sindicatos convocan una huelga general el jueves en Rabat.
Los profesores amenazan con ir a la huelga en Settat.
Hay prevista una sentada el próximo viernes en Uxda.
La policía desmiente que hubiera un secuestro en Salé.
La DGSN niega la detención de un periodista en Casablanca.
No hubo detenidos en Yerada.
No se registraron heridos en Midelt.
Cada año se ahogan decenas de personas en las playas de El Yadida.
Los accidentes de tráfico causaron 3.500 muertos en Marruecos el año pasado, según el balance anual.
Más de doscientas células terroristas han sido desmanteladas desde 2002.
La lucha contra el narcotráfico es una prioridad en Nador.
Una campaña para prevenir incendios forestales comenzó en Chauen.
Un nuevo centro para víctimas de violencia machista abrió en Marrakech.
La conferencia de Rabat trata de los ciberataques.
Lea también: Un incendio arrasa un mercado en Fez
Te puede interesar: Terremoto en Alhucemas, tres heridos
La amenaza de bomba en el aeropuerto de Agadir fue una falsa alarma.
El ministro inauguró un parque de bomberos en Ifrán.
""",
    "ar": """
سحق الرجاء البيضاوي ضيفه أولمبيك آسفي بثلاثة أهداف لصفر في مباراة من طرف واحد.
هجوم الوداد البيضاوي هو الأقوى في البطولة.
انفجار الأسعار يقلق الأسر بالرباط.
زلزال سياسي يهز مجلس مدينة طنجة.
انهيار أسعار الطماطم يضر بفلاحي أكادير.
يعرض بطنجة فيلم وثائقي عن تفجيرات الدار البيضاء.
تحكي الرواية قصة سطو مسلح بالدار البيضاء.
ينظم متحف الرباط معرضا حول زلزال أكادير.
نظمت الوقاية المدنية تمرينا يحاكي حادث طائرة بمطار الناظور.
تمرين لمحاكاة زلزال بالحسيمة.
نشرة إنذارية تحذر من فيضانات بتطوان.
دعت النقابات إلى خوض إضراب عام يوم الخميس بالرباط.
يهدد الأساتذة بخوض إضراب بسطات.
من المقرر تنظيم وقفة احتجاجية يوم الجمعة المقبل بوجدة.
نفت المديرية العامة للأمن الوطني وقوع عملية اختطاف بسلا.
نفت مصادر أمنية توقيف صحافي بالدار البيضاء.
لم يتم تسجيل أي توقيف بجرادة.
لم تسجل أي إصابات بميدلت.
كل سنة يغرق العشرات بشواطئ الجديدة.
خلفت حوادث السير 3500 قتيل بالمغرب خلال السنة الماضية، حسب الحصيلة السنوية.
تم تفكيك أزيد من مائتي خلية إرهابية منذ سنة 2002.
تعد مكافحة تهريب المخدرات أولوية بالناظور.
انطلقت بشفشاون حملة للوقاية من حرائق الغابات.
افتتح بمراكش مركز لإيواء النساء ضحايا العنف.
يناقش مؤتمر الرباط الهجمات السيبرانية ومكافحتها.
اقرأ أيضا: حريق يلتهم سوقا بفاس
دشن الوزير بإفران ثكنة لرجال الإطفاء.
شائعة اختطاف أطفال بمكناس لا أساس لها من الصحة.
توقع الخبراء هزات أرضية بالحسيمة.
تواصل قطف ثمار أشجار الزيتون بتازة بعد توقف الأمطار.
""",
}


@pytest.mark.parametrize(
    ("language", "sentence"), [(code, line) for code, lines in NOT_INCIDENTS.items() for line in lines.strip().split("\n")]
)
def test_figures_of_speech_drills_plans_denials_totals_and_links_are_no_incidents(language: str, sentence: str) -> None:
    found = parse(Article(text=sentence, source="test", language=language, published="2025-03-14")).incidents
    assert [(each.type, each.evidence[0].quote) for each in found] == []


def test_there_are_enough_of_them() -> None:
    assert sum(len(lines.strip().split("\n")) for lines in NOT_INCIDENTS.values()) >= 100
