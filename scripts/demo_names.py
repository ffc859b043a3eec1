"""Names for invented people: common given names and surnames of Massachusetts, put together by chance."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person. `middle` is an initial or a second given name; `born` may be unknown."""

    first: str
    last: str
    middle: str = ""
    suffix: str = ""
    born: date | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pool:
    """The names of one community. Of those with `two_surnames`, most people have two."""

    share: int
    women: list[str]
    men: list[str]
    surnames: list[str]
    two_surnames: bool = False


POOLS = [
    Pool(
        33,
        "Aida Ana Beatriz Carmen Cecilia Damaris Elsa Evelyn Gladys Gloria Ileana Iris Josefina Juana "
        "Leticia Lourdes Lucía Luz Maribel Mercedes Milagros Minerva Noemí Norma Rosa Sandra Yadira".split(),
        "Adalberto Álvaro Ángel Eduardo Elías Emilio Esteban Félix Fernando Gustavo Horacio Ismael "
        "Isidro Jacinto Josué Jesús Jorge José Mauricio Marcelino Mario Melitón Miguel Moisés Néstor "
        "Óscar Porfirio Ramón Raúl Rubén Santos Tomás Vicente Víctor".split(),
        "Acevedo Alicea Arroyo Ávila Báez Benítez Bermúdez Burgos Cáceres Caraballo Cepeda Collado "
        "Colón Cordero Correa Crespo Del_Valle De_la_Rosa De_los_Santos Díaz Encarnación Espinal "
        "Estévez Feliciano Figueroa Fuentes Galarza Gómez Guzmán Hernández Irizarry Jiménez Lebrón "
        "Liriano López Lugo Maldonado Marrero Matos Mejía Méndez Montañez Morales Muñiz Núñez Ocasio "
        "Ortiz Pabón Pagán Peña Peralta Pérez Polanco Quiñones Ramírez Rentas Ríos Rivera Rodríguez "
        "Román Rosario Ruiz Sánchez Santiago Serrano Soto Tejada Torres Valdez Vargas Vázquez Vega "
        "Vélez Zayas".split(),
        two_surnames=True,
    ),
    Pool(
        9,
        "Ana Beatriz Cláudia Fátima Helena Inês Lúcia Márcia Natália Rosana Vânia".split(),
        "Alcides António Armando Carlos Dinis Edson Fábio Flávio Gilberto João Joaquim Jorge Leandro "
        "Luís Marcos Osvaldo Paulo Renato Rogério".split(),
        "Aguiar Almeida Amaral Araújo Arruda Barbosa Botelho Cabral Câmara Carvalho Correia Da_Costa "
        "Da_Silva De_Melo De_Sousa Dos_Santos Farias Ferreira Gonçalves Lima Machado Magalhães Moniz "
        "Nogueira Oliveira Pacheco Pimentel Raposo Rezende Simões Teixeira Vieira".split(),
        two_surnames=True,
    ),
    Pool(
        6,
        "Alcinda Belmira Djamila Elisângela Filomena Ivone Jandira Maria Zuleica".split(),
        "Adilson Amílcar Euclides Germano José Manuel Nataniel Silvino Tony".split(),
        "Andrade Barros Brito Cardoso Delgado Depina Évora Fontes Gomes Lopes Miranda Monteiro "
        "Monteiro_Tavares Mendes Pires Ramos Rosa Semedo Spencer Tavares Teixeira Varela Vaz Veiga".split(),
    ),
    Pool(
        6,
        "Anne-Marie Carline Chantal Fabiola Ghislaine Guerda Ketly Marie-Ange Mirlande Nadège "
        "Rosemène Yolette".split(),
        "Dieudonné Edner Emmanuel Frantz Jean-Claude Jocelyn Josué Luckner Patrick Reginald Wilner "
        "Yves".split(),
        "Alcindor Augustin Baptiste Beauvoir Bien-Aimé Charles Cadet Désir Dorvil Estimé Fleurimond "
        "François Jean Jean-Baptiste Jean-Louis Joseph Lafleur Louissaint Mérilus Noël Pierre "
        "Pierre-Louis Saint-Fleur St._Juste Toussaint Valcin Vilsaint".split(),
    ),
    Pool(
        4,
        "Bích Chi Dung Hạnh Hoa Lan Linh Mai Ngọc Thảo Thủy Trang Yến".split(),
        "Anh Cường Duy Hải Hiếu Hùng Khanh Long Minh Nam Phong Phúc Quân Sơn Tiến Tuấn Vinh".split(),
        "Bùi Cao Châu Đặng Đinh Đỗ Dương Hoàng Huỳnh Lâm Lê Lương Lý Mai Ngô Nguyễn Phạm Phan Tô Trần "
        "Trịnh Trương Võ Vũ".split(),
    ),
    Pool(
        4,
        "Bopha Chanthy Kunthea Leakhena Phally Pisey Ratana Sopheap".split(),
        "Chamroeun Dara Kosal Makara Narith Rithy Samnang Savuth Sothea Sovann Veasna Vibol".split(),
        "Chan Chea Chhay Chhoeun Chum Heng Hin Hong Keo Khiev Kim Kong Long Mao Meas Nhem Nuon Ouk "
        "Pen Phan Sar Seng Sok Som Sous Suon Tep Thach Touch Ung Yim".split(),
    ),
    Pool(
        14,
        "Bernadette Colleen Eileen Erin Kathleen Maura Maureen Noreen Shannon Sheila".split(),
        "Aidan Brendan Brian Cornelius Daniel Declan Dennis Francis Gerald Hugh James Kerry Kieran "
        "Michael Neil Owen Patrick Rory Ryan Sean Thomas Timothy William".split(),
        "Brennan Callahan Carey Cassidy Connolly Coughlin Cronin Cullinane D'Arcy Delaney Devlin "
        "Donahue Donovan Dunn Fahey Farrell Finnegan Flaherty Foley Gallagher Hanrahan Hickey Keane "
        "Lally Leary Lynch MacDonald Maguire McCarthy McDermott McGrath McInerney McLaughlin McNamara "
        "Moynihan Mulvey Nolan O'Brien O'Connell O'Dea O'Hara O'Leary O'Neill O'Shea Quigley Quinlan "
        "Rafferty Riordan Scanlon Shea Sheehan Tierney Tobin".split(),
    ),
    Pool(
        24,
        "Alicia Amanda Bethany Brenda Carla Charlene Christine Crystal Deborah Donna Elaine Heather "
        "Jennifer Jill Karen Kimberly Lorraine Melissa Nicole Pamela Rachel Rhonda Stacey Tamika "
        "Tanya Tracy Vanessa Wendy".split(),
        "Aaron Alan Andre Anthony Barry Benjamin Bradley Calvin Chad Clifford Craig Curtis Darnell "
        "Derek Douglas Earl Edward Eric Gary Gregory Harold Jamal Jason Jerome Keith Lamar Lawrence "
        "Leon Marcus Nathan Norman Peter Raymond Robert Roger Russell Scott Shawn Stephen Todd Tyrone "
        "Vernon Wayne".split(),
        "Adams Archer Ashworth Atwood Bailey Barlow Beaudoin Bellamy Bishop Blackwood Bouchard "
        "Bradford Brooks Burke Caldwell Carter Chadwick Chase Clark Colburn Coleman Cooke Crosby Cyr "
        "D'Amico Davenport Dawson Desrosiers DiNapoli Dixon Eldridge Ellis Fairbanks Farnham Fletcher "
        "Fontaine Foster Gagnon Garland Gibbs Goddard Graves Greene Hale Harding Harris Hathaway "
        "Hayward Hobbs Holloway Howe Hutchins Ingalls Jackson Jarvis Jenkins Kendrick Kimball "
        "Kowalczyk LaPointe Lambert Langley Lavoie Leblanc Lockwood Mason Mercer Merrill Mitchell "
        "Moody Morrison Mosley Nason Nichols Norwood Osgood Patterson Pelletier Phelps Pike Porter "
        "Prescott Proctor Ramsey Redmond Reed Rhodes Richmond Robbins Rossetti Rousseau Sanborn "
        "Sargent Sawyer Simmons Sinclair Snow Stanton Stiles Stone Sutton Talbot Thayer Thorne Tuttle "
        "Underwood Upton Vaughan Wadsworth Walker Warren Webster Wentworth Whitaker Wiggins Winslow "
        "Woodbury Wyatt Young".split(),
    ),
]
_INITIALS = "ABCDEFGHJKLMNPRSTW"


def invent(rng: random.Random, born: date) -> Person:
    """Somebody of one community, with the oddities lists have: initials, suffixes, hyphens, aliases."""
    pool = rng.choices(POOLS, [pool.share for pool in POOLS])[0]
    woman = rng.random() < 0.3
    first, second, other = rng.sample(pool.women if woman else pool.men, 3)
    last = _surname(rng, pool)
    alias = f"{other} {last}" if rng.random() < 0.5 else f"{first} {_surname(rng, pool)}"
    return Person(
        first,
        last,
        rng.choices(["", rng.choice(_INITIALS), second], [62, 30, 8])[0],
        "" if woman else rng.choices(["", "Jr.", "Sr.", "III"], [95, 3, 1, 1])[0],
        born,
        (alias,) if rng.random() < 0.04 else (),
    )


def _surname(rng: random.Random, pool: Pool) -> str:
    one, other = (name.replace("_", " ") for name in rng.sample(pool.surnames, 2))
    if not pool.two_surnames:
        return one
    return rng.choices([f"{one} {other}", f"{one}-{other}", one], [75, 12, 13])[0]
