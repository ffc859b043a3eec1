"""Names for the people of scripts/evaluate_search, as often as they are in Massachusetts.

Each community's names stand in order, the commonest first, and are drawn by Zipf's law. The long
tails (misspelt ones among them, as in every real list) and the English names are the US census of
1990, which the package `names` brings.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random

import names as census


@dataclass(frozen=True, slots=True)
class Weighted:
    """Names and how often each is drawn, as running sums."""

    words: tuple[str, ...]
    sums: tuple[float, ...]

    def draw(self, rng: Random) -> str:
        """One name by its frequency."""
        return rng.choices(self.words, cum_weights=self.sums)[0]


@dataclass(frozen=True, slots=True)
class Pool:
    """The names of one community; `language` says by whose ear they are misspelt.

    `share` is how many of a hundred people belong to it, `two_surnames` what part of these has two.
    """

    language: str
    share: int
    men: Weighted
    women: Weighted
    surnames: Weighted
    two_surnames: float = 0.0


def ranked(words: Sequence[str], flat: float) -> Weighted:
    """Names in order of frequency, by Zipf's law; the larger `flat`, the less the first ones stand out."""
    unique = tuple(dict.fromkeys(word.replace("_", " ") for word in words))
    return Weighted(unique, tuple(accumulate((rank + flat) ** -1.1 for rank in range(1, len(unique) + 1))))


def plain(text: str) -> str:
    """Capitals without accents, as the census and many lists write."""
    text = text.upper().replace("Đ", "D")
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


_PARTICLES = frozenset("DE DEL LA LAS LOS Y E DA DO DAS DOS".split())


def words(text: str) -> frozenset[str]:
    """The words of a name by which it is told from others: capitals, no accents, no particles."""
    return frozenset(re.findall("[A-Z]+", re.sub("['\u2019]", "", plain(text)))) - _PARTICLES


_CENSUS_LEAST = 0.0035
"""Rarer shares are rounded too much to draw by; from their first rank on, a power of the rank stands in."""


def _census(kind: str) -> Weighted:
    """One of the census's lists, with its frequencies."""
    lines = [line.split() for line in Path(census.FILES[kind]).read_text(encoding="ascii").splitlines()]
    shares = [float(line[1]) for line in lines]
    last = sum(share > _CENSUS_LEAST for share in shares)
    rare = [_CENSUS_LEAST * (last / at) ** 1.25 for at in range(last + 1, len(shares) + 1)]
    return Weighted(tuple(_capital(line[0]) for line in lines), tuple(accumulate([*shares[:last], *rare])))


def _capital(word: str) -> str:
    if word.startswith("MC") and len(word) > 4:
        return "Mc" + word[2:].capitalize()
    return word.capitalize()


_SPANISH_END = re.compile(
    "(ez|az|iz|oz|ill[oa]s?|er[oa]s?|ad[oa]|ed[oa]|ales|ares|ej[oa]|uel[oa]|an[oa]|eno|ina|ion|uz|os[oa]|ayas?|ena|eda)$"
)
_NOT_SPANISH = re.compile(
    "k|w|ss|tt|cc|pp|zz|gg|ff|th|ph|sh|sch|gn|gh|gl|tz|dz|cz|oo|ee|ou|mm|nn|^mc|^di|^de[^l]"
)

SPANISH = (
    "Rodríguez Rivera González Martínez Pérez Díaz Hernández García López Santiago Torres Sánchez Ortiz "
    "Ramírez Colón Cruz Rosario Vázquez Ramos Reyes Figueroa Santana Morales Gómez Jiménez Rosado Medina "
    "Ruiz Vega Rosa Soto Maldonado Nieves Álvarez Delgado De_la_Cruz Guzmán Castillo Peña Núñez Fernández "
    "Mejía Méndez Polanco Acevedo Vargas Marte Burgos Báez Castro Cabrera Ortega Mercado Feliciano Pagán "
    "Tejeda Lara Román Flores Valdez Gutiérrez De_la_Rosa Serrano Alicea Matos Vélez Cordero Almonte "
    "Guerrero Contreras Santos Rojas Romero Miranda Marrero Arias Moreno De_Jesús Padilla Espinal Paulino "
    "Encarnación Herrera Mendoza Velásquez Rentas Cintrón Lugo Quiñones Ventura Abreu Suárez Aguilar "
    "Alvarado Melo Cepeda Lebrón Crespo Bonilla Tavárez Muñoz Montañez Navarro Robles Bermúdez Cuevas Ávila "
    "Camacho Peralta Calderón Arroyo Franco Molina Estrada Pichardo Zayas Montalvo Rincón Carrasquillo "
    "Tejada Félix Aponte Concepción Salazar Del_Valle Genao Orellana Hidalgo Pineda Ayala Escobar Sosa "
    "Collado Betances Carrión Irizarry Pimentel De_los_Santos Frías Taveras Negrón Urena Restrepo Dávila "
    "Fuentes Correa Luna Ríos Campos Domínguez Portillo Alonzo Disla Batista Zapata Vásquez Galarza Marín "
    "Cáceres Chávez Lantigua Meléndez Trinidad Severino Roque Ocasio Nazario Otero Pacheco Brito Paredes "
    "Espinosa Beltrán Villanueva Candelario Duarte Adorno Liriano Rosas Benítez Arce Gil Guerra Solano "
    "Mateo Sepúlveda Diloné Toribio Cardona Márquez Chacón Leiva Villegas Ledesma Trujillo Valentín Tapia "
    "Andújar Henríquez Amador Osorio Pabón Corona Rubio Quintana Caraballo Segura Blanco Cotto Serrata "
    "Arévalo Montero Bautista Ospina Toro Corporán Gálvez Perdomo Sandoval Vizcaíno Monegro Villalobos "
    "Berríos Corchado Montes Ibáñez Cortés Maisonet Nolasco Vallejo Olivo Reynoso Barrios Bernal Linares "
    "Estévez Rendón Mora Silvestre Lozada Aquino Echevarría Espaillat Guevara Leonardo Holguín Hurtado "
    "Mieses Barbosa Del_Río Cáceres Ovalles Agosto Baerga Rolón Sierra Cano Fermín Grullón Jaquez Lemus "
    "Zelaya Monge Argueta Vigo Cedeño Bello Cartagena Lora Giraldo Agudelo Ochoa Hinojosa Yepes Muñiz "
    "Ceballos Cuello Mojica Javier Familia Baldera Sarmiento Quezada Candelaria Laureano Lorenzo Plaza "
    "Huertas Ríos Escalera Canales Millán Vicente Salas Viera Rosell Güílamo Yáñez Zúñiga Ordóñez Íñiguez"
).split()
SPANISH_MEN = (
    "José Luis Juan Carlos Miguel Ángel Rafael Francisco Antonio Jorge Manuel Pedro Ramón Víctor Héctor "
    "Roberto Jesús David Julio Edwin Alexander Daniel Orlando Wilfredo Felipe Fernando Ricardo Eduardo "
    "Alberto Javier Raúl Rubén Mario Ernesto Pablo Enrique Félix Samuel Julián Gabriel Nelson Reinaldo "
    "Andrés Óscar Joel César Ismael Israel Hiram Domingo Santos Gilberto Efraín Rolando Alejandro Jaime "
    "Armando Tomás Guillermo Arturo Ángelo Santiago Benjamín Cristian Emilio Osvaldo Ramiro Gerardo "
    "Heriberto Joaquín Freddy Elvin Jonathan Christian Franklin Junior Kelvin Wilson Diego Hugo Sergio "
    "Esteban Hernán Ignacio Marcos Martín Agustín Alfredo Adalberto Alfonso Anthony Bienvenido Confesor "
    "Danilo Darío Dionisio Eddie Eliezer Elías Emmanuel Erasmo Eugenio Ezequiel Fausto Federico Gregorio "
    "Gustavo Henry Horacio Humberto Isidro Iván Jacinto Jairo Johnny Josué Juan_Carlos Leonardo Leonel "
    "Lorenzo Marcelino Marcos Mauricio Máximo Melvin Moisés Nicolás Norberto Otoniel Ovidio Porfirio "
    "Primitivo Ramón_Antonio Reynaldo Rogelio Román Salvador Saúl Tito Ulises Vicente Virgilio Wilmer "
    "William Xavier Yamil Yadiel Abel Abraham Adrián Alcides Amado Amaury Aníbal Arcadio Aurelio Braulio "
    "Carmelo Cándido Eleuterio Elpidio Fidel Geovanny Germán Guadalupe Hipólito Jesús_Manuel José_Luis "
    "José_Antonio Luis_Alberto Miguel_Ángel Juan_José Pedro_Juan Ángel_Luis Juan_Antonio Víctor_Manuel"
).split()
SPANISH_WOMEN = (
    "María Carmen Ana Rosa Luz Sandra Maribel Evelyn Wanda Iris Milagros Elizabeth Jessica Yolanda Norma "
    "Glenda Nilda Carmen_Luz Ivette Marisol Brenda Sonia Yesenia Vanessa Lourdes Diana Margarita Damaris "
    "Nancy Minerva Gladys Aida Zoraida Awilda Jacqueline Miriam Magaly Migdalia Nydia Zulma Johanna Noemí "
    "Leticia Xiomara Altagracia Mercedes Juana Francisca Dolores Josefina Isabel Guadalupe Teresa Gloria "
    "Alicia Blanca Claudia Patricia Mónica Karina Yahaira Yadira Rosario Raquel Rebeca Ruth Sara Silvia "
    "Susana Verónica Victoria Virginia Wendy Xenia Ydalia Yanira Yaritza Zenaida Ada Adriana Ángela "
    "Angélica Beatriz Belkis Bernarda Cecilia Concepción Consuelo Cristina Daisy Daniela Delia Dulce Elba "
    "Elena Elsa Emilia Esperanza Esther Eva Fátima Felicita Flor Graciela Haydée Hilda Ileana Inés Irma "
    "Jazmín Jennifer Juanita Julia Karen Laura Lissette Lucía Lydia Manuela Marta Mayra Mildred Mirta "
    "Ana_María Rosa_María María_del_Carmen María_Elena Ana_Luisa Olga Paula Priscila Ramona Rocío Santa "
    "Socorro Stephanie Tania Viviana"
).split()
PORTUGUESE = (
    "Silva Santos Da_Silva Oliveira Souza Pereira Costa Ferreira Rodrigues Alves Medeiros Dos_Santos "
    "Sousa Lima Almeida Gomes Ribeiro Martins Carvalho Furtado Cabral Correia Pacheco De_Oliveira Melo "
    "Rocha Teixeira Barbosa Araújo Fernandes De_Souza Moreira Cardoso Dias Nascimento Raposo Câmara "
    "Botelho Amaral Arruda Aguiar Vieira Moniz Pimentel Rezende Machado Mendes Freitas Nunes Soares "
    "Monteiro Moura Lopes Marques Barros Castro Campos Pinto Reis Batista Miranda Andrade Sampaio Da_Costa "
    "De_Melo De_Sousa Farias Gonçalves Magalhães Nogueira Simões Ramos Azevedo Borges Braga Brito Cunha "
    "Duarte Fonseca Guimarães Leite Macedo Matos Neves Novaes Paiva Peixoto Queiroz Rosa Sá Tavares "
    "Toledo Vasconcelos Viana Xavier Couto Cordeiro Coelho Bettencourt Faria Lourenço Resendes Avila Mello "
    "Bento Bastos Brandão Caetano Camargo Da_Rocha Das_Neves Esteves Falcão Figueiredo Franco Garcia Jesus "
    "Leal Leão Lobo Maia Mota Muniz Pires Prado Quental Rangel Rego Sequeira Serpa Torres Valadão Ventura"
).split()
PORTUGUESE_MEN = (
    "José João Carlos António Manuel Paulo Marcos Luís Pedro Francisco Lucas Fernando Jorge Rafael Daniel "
    "Bruno Eduardo Felipe Rodrigo Márcio Fábio André Ricardo Gilberto Leandro Thiago Gustavo Marcelo Renato "
    "Roberto Sérgio Wagner Alexandre Diego Edson Flávio Geraldo Joaquim Júlio Leonardo Mário Nelson Osvaldo "
    "Rogério Sebastião Valdir Vítor Wellington Alcides Armando Dinis Eusébio Henrique Guilherme Jonas Mateus"
).split()
PORTUGUESE_WOMEN = (
    "Maria Ana Fátima Lúcia Cláudia Márcia Patrícia Sandra Fernanda Juliana Aline Adriana Luciana Vanessa "
    "Renata Simone Helena Beatriz Natália Vânia Rosana Inês Tereza Conceição Filomena Isabel Cristina Rosa "
    "Elaine Eliane Débora Daniela Camila Bruna Priscila Lourdes Graça Olívia Connie Zélia"
).split()
CAPE_VERDEAN = (
    "Gomes Lopes Tavares Andrade Barros Monteiro Fernandes Rodrigues Mendes Teixeira Pires Cardoso Correia "
    "Depina Fontes Barbosa Silva Da_Silva Goncalves Ramos Santos Centeio Semedo Varela Veiga Vaz Spencer "
    "Delgado Miranda Brito Rosa Évora Alves Cabral Amado Baptista Moreira Pina Resende Timas Duarte Lomba "
    "Sanches Furtado Cruz Fortes Lima Neves Soares Dos_Reis Da_Veiga Da_Moura Da_Rosa Do_Rosario Roque "
    "Mascarenhas Tolentino Vicente Pereira Landim Carvalho Depina_Gomes Dacosta Darosa Galvao Nunes"
).split()
CAPE_VERDEAN_MEN = (
    "José João Manuel António Carlos Adilson Nelson Emanuel Kevin Jorge Joaquim Domingos Amílcar Euclides "
    "Germano Nataniel Silvino Tony Admilson Edson Gilson Ivan Danilson Odair Anildo Arlindo Belmiro Djony "
    "Elton Fausto Hermínio Júlio Lenine Luís Marcelino Osvaldo Pedro Valdir Venâncio Zeferino Ailton"
).split()
CAPE_VERDEAN_WOMEN = (
    "Maria Ana Filomena Jandira Ivone Djamila Alcinda Belmira Elisângela Zuleica Fátima Eva Sandra Carla "
    "Vera Celeste Domingas Edna Isabel Joana Lígia Nilda Odete Paula Rosa Suzete Teresa Vanusa Zenaida "
    "Tatiana"
).split()
HAITIAN = (
    "Jean Pierre Joseph Louis Charles Baptiste Jean-Baptiste François Michel Jean-Louis Toussaint "
    "Saint-Louis Pierre-Louis Alexandre Etienne Augustin Desir Noël Philippe Jacques Cadet Paul Lafleur "
    "Antoine Laurent Estimé Dorvil Valcin Mérilus Thomas Simon Célestin St._Fleur Fleurimond Alcindor "
    "Benoit Georges André Fils-Aimé Désir Guerrier Hyppolite Innocent Jeune Louissaint Lubin Marcelin "
    "Mondésir Moïse Narcisse Occean Phanord Petit-Frère Prophète René Romain Saintil Sylvain Théodore "
    "Vilsaint Volcy Auguste Bazile Beauvoir Bien-Aimé Blaise Bonhomme Brutus Calixte Cajuste Chery "
    "Clervil Colas Constant Cyprien Daniel Delva Denis Derosiers Dieujuste Dorcé Dubuisson Duverger "
    "Edouard Elie Eugène Exantus Félix Fleury Fortuné Gabriel Gaspard Germain Gilles Honoré Isidor "
    "Israël Jasmin Jérôme Josaphat Julien Justin Lamour Lamothe Laguerre Lazare Léger Lindor Lormil "
    "Magloire Maurice Mathieu Metellus Milfort Monestime Nicolas Octave Olivier Orélus Osias Payen Péan "
    "Pétion Polycarpe Raymond Remy Richard Robert Rosier Saint-Fleur St._Juste Saint-Hilaire Salomon "
    "Sanon Senat Sylvestre Télémaque Ulysse Victor Vincent Wilfrid Zéphirin"
).split()
HAITIAN_MEN = (
    "Jean Pierre Joseph Jean-Claude Jacques Emmanuel Patrick Frantz Reginald Wilner Yves Edner Dieudonné "
    "Luckner Josué Jocelyn Michel Ronald Gérard Serge Fritz Marc Samuel Wilson Robenson Stanley Evens Guy "
    "Jean-Robert Jean-Marie Kervens Lesly Max Nixon Pascal Philippe Ralph René Rony Rood Roosevelt Ernst"
).split()
HAITIAN_WOMEN = (
    "Marie Marie-Ange Nadège Guerda Chantal Carline Fabiola Ghislaine Ketly Mirlande Rosemène Yolette "
    "Anne-Marie Marie-Claire Régine Magalie Myriam Nadine Rose Islande Wideline Yanick Dominique Esther "
    "Farah Gertha Guerline Jésula Kettly Lunie Manouchka Natacha Ruth Sherline Solange Vania Widline Joanne"
).split()
VIETNAMESE = (
    "Nguyễn Trần Lê Phạm Huỳnh Võ Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Lâm Trương Trịnh Mai Đoàn "
    "Cao Châu Lương Tô Hà Thái Vương Tạ Đào Quách Kiều Chu Diệp La Lưu Phùng Tăng Triệu Văn Vo Vu Truong"
).split()
VIETNAMESE_MEN = (
    "Văn_Hùng Minh Tuấn Hùng Dũng Long Hải Sơn Thành Anh Cường Duy Hiếu Khanh Nam Phong Phúc Quân Tiến "
    "Vinh An Bình Chính Đức Hoàng Huy Khoa Lộc Nghĩa Phước Quang Tài Tâm Thắng Thịnh Toàn Trung Văn_An Việt"
).split()
VIETNAMESE_WOMEN = (
    "Thị_Lan Lan Hoa Mai Linh Hương Thảo Trang Thủy Ngọc Yến Hạnh Dung Bích Chi Hà Hằng Kim Liên Loan Ly "
    "My Nga Nhung Oanh Phượng Quyên Tuyết Thu Thúy Trinh Vân Xuân Thị_Hoa"
).split()
CAMBODIAN = (
    "Chan Kim Chea Sok Prak Heng Keo Som Chhay Chhoeun Chum Hin Hong Khiev Kong Long Mao Meas Nhem Nuon "
    "Ouk Pen Phan Sar Seng Sous Suon Tep Thach Touch Ung Yim Soeun Sam Chhim Ros Yos Oum Mam Neang Nget "
    "Khun Kuch Lim Loeung Men Noun Pech Phay Pich Pok Prum Roeun Sao Say Seang Sieng Sin Svay Tan Thong "
    "Tith Uk Un Vann"
).split()
CAMBODIAN_MEN = (
    "Dara Vibol Sovann Sokha Samnang Rithy Narith Makara Kosal Chamroeun Savuth Sothea Veasna Bunthoeun "
    "Phala Piseth Ratha Saroeun Sarith Sopheak Thy Vanna Vuthy Chantha Chanthol Kimsan Peter Tony John David"
).split()
CAMBODIAN_WOMEN = (
    "Bopha Chanthy Kunthea Leakhena Phally Pisey Ratana Sopheap Sophia Chanda Channy Mony Navy Ratha Rina "
    "Savy Sokhom Sophal Srey Thida Vanny Lisa Linda Sarah"
).split()
IRISH = (
    "Sullivan Murphy O'Brien Kelly McCarthy Walsh Lynch Collins Burke Donovan Foley Ryan O'Connor Kennedy "
    "Shea Mahoney Regan Doherty Gallagher Callahan Flynn O'Neil Sheehan Crowley Driscoll Leary Hurley "
    "McLaughlin O'Leary Daly Fitzgerald Barry Moriarty Doyle McDonald Quinn Flaherty Kelley Nolan Reilly "
    "Brennan Connolly Donahue Cronin Hayes O'Connell O'Neill McGrath Sweeney Dunn Connors Coughlin Casey "
    "Keane McNamara Riley Joyce Griffin Egan Farrell Finnegan Healy Hogan Mulvey Noonan Duffy O'Hara Power "
    "O'Malley O'Shea O'Rourke Rooney Rourke Scanlon Tierney Tobin Welch Whelan Cahill Canavan Carey Cassidy "
    "Conley Corcoran Cotter Coyne Cullinane Curley Curran D'Arcy Delaney Dempsey Devlin Dolan Dooley Downey "
    "Duggan Dwyer Fahey Fallon Feeney Fitzpatrick Flanagan Gately Geary Gleason Grady Hanlon Hanrahan "
    "Harrington Hennessey Hickey Higgins Horgan Keating Keefe Keenan Kiley Lally MacDonald MacLeod MacNeil "
    "Madden Maguire Maher Malloy Malone Meehan Molloy Mooney Moran Moynihan Mulligan Mullen Nagle O'Dea "
    "O'Donnell O'Grady O'Keefe O'Reilly O'Sullivan O'Toole Phelan Quigley Quinlan Rafferty Redmond Riordan "
    "Roche Shaughnessy Slattery Spillane Tully Twomey"
).split()


def pools() -> tuple[Pool, ...]:
    """Every community, with its share of the people in hundredths."""
    surnames, men, women = map(_census, ("last", "first:male", "first:female"))
    lower = [name.lower() for name in surnames.words]
    spanish = [
        name
        for name, key in zip(surnames.words, lower, strict=True)
        if _SPANISH_END.search(key) and not _NOT_SPANISH.search(key)
    ]
    known = {plain(name) for name in SPANISH}
    spanish = SPANISH + [name for name in spanish if name.upper() not in known]
    irish = IRISH + [name for name in surnames.words if name.startswith("Mc")]
    # Many have a name from where they live now.
    his, hers = list(men.words[:300]), list(women.words[:300])
    return (
        _pool("es", 33, (SPANISH_MEN + his, 6), (SPANISH_WOMEN + hers, 6), (spanish, 8), 0.9),
        _pool("pt", 9, (PORTUGUESE_MEN + his, 6), (PORTUGUESE_WOMEN + hers, 6), (PORTUGUESE, 12), 0.5),
        _pool("pt", 6, (CAPE_VERDEAN_MEN + his, 8), (CAPE_VERDEAN_WOMEN + hers, 8), (CAPE_VERDEAN, 14)),
        _pool("fr", 6, (HAITIAN_MEN + his, 8), (HAITIAN_WOMEN + hers, 8), (HAITIAN, 10)),
        _pool("vi", 4, (VIETNAMESE_MEN + his, 12), (VIETNAMESE_WOMEN + hers, 12), (VIETNAMESE, 2)),
        _pool("vi", 4, (CAMBODIAN_MEN + his, 12), (CAMBODIAN_WOMEN + hers, 12), (CAMBODIAN, 14)),
        Pool("en", 14, men, women, ranked(irish, 10)),
        Pool("en", 24, men, women, surnames),
    )


_Ranked = tuple[list[str], float]


def _pool(
    language: str, share: int, men: _Ranked, women: _Ranked, surnames: _Ranked, two_surnames: float = 0.0
) -> Pool:
    return Pool(language, share, ranked(*men), ranked(*women), ranked(*surnames), two_surnames)
