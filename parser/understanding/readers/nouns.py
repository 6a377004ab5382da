"""Words that the readers of numbers know: function words, verbs, and nouns by what they count.

The tables hold endings as well as whole words: Swedish compounds carry their kind in the last part, so
`butiksanställda` is known by `anställda` and `nätverksträffar` by `träffar`.
"""

import re
from functools import lru_cache

import simplemma


def word_set(words: str) -> frozenset[str]:
    """The words of a string, as a table of data."""
    return frozenset(words.split())


FUNCTION_WORDS = word_set(
    """och eller samt men utan att som där när då om av i på inom hos från till med utan under över mellan mot vid för
    åt ur per genom efter före innan sedan bland kring runt trots enligt via utöver förutom istället men så även också
    inte ej bara endast redan dels både antingen varken samtidigt tillsammans totalt sammanlagt årligen vardera
    respektive resp varav därav dessutom därefter varje varefter medan eftersom vilket vilka vilken hur än ännu nu
    här dit hit var vart man vi de den det dem dessa denna detta sig sin sitt sina hon han ni jag oss dess deras vår
    våra vårt ingen inget inga någon något några hela alla samtliga annan annat ett en ut in upp ner ned fram
    hittills direkt bort hem kvar åter igen dock ofta sedan snart främst framför främst minst högst cirka ca
    nästan drygt knappt därtill därmed därför alltså således dvs exempelvis bl t ex osv mm etc fler färre mer mindre
    idag just ca tack"""
)
VERBS = word_set(
    """ska skall skulle får få fick fått går gå gick gått har ha hade haft är vara var varit blir bli blev blivit
    kommer komma kom kommit kan kunna kunde bör måste vill ville söker ger gav gör gjorde tar tog står stod sker
    skedde finns fanns deltar deltog deltagit ingår ingick behövs behöver når nådde nås lär varslas varslades
    beräknas planeras utbildas ges hålls väntas erbjuds anordnas genomförs startas reser for dit slutade sade
    saknar saknade uppger svarade ryms dör bor bodde börjat börjar började lever levde lämnar lämnade hamnar varit
    nå bli se berördes deltagit fullföljt skrivs bildas ingå delta gälla gäller"""
)
MODIFIERS = word_set(
    """små äldre yngre tidigare större mindre ytterligare egna olika nya extra utrikes inrikes utländska svenska
    fasta vuxna öppna mogna vakna goda bra fler externa interna heltids halvtids redan fullt ledande stora kvinnliga
    manliga enskilda"""
)
MODIFYING = ("a", "ade", "ande", "ende")
TIME = re.compile(
    r"(?:^|tids|kalender|arbets|hel|halv|läs)(?:år|års|månad(?:er|ers)?|veck(?:a|or|ors)|dag(?:ar|ars)?|dygn"
    r"|tim(?:me|mar|mars)?|minut(?:er|ers)?|sekund(?:er)?|kvartal|termin(?:er|ers)?|gång(?:er)?|årig\w*|åringar"
    r"|åring)$|^(?:mil|km|kilometer|meter|m|kvm|kvadratmeter|kilo|kg|liter|grader|poäng|hp|sidor|språk|punkter"
    r"|bokstäver|rum|våningar|hektar|ton|generationer|decennier|sekel|klockan)$"
)
STRUCTURE = re.compile(
    r"(?:(?<!utbildnings)(?<!kurs)omgångar|omgång|steg|led|nivåer|nivå|delar|faser|etapper|områden|spår|moment|block"
    r"|perioder|huvudområden|fall|skäl|sätt|saker|behov|exempel|ben|alternativ|frågor|regioner|veckopass|sessioner"
    r"|klockslag|siffror|gånger|halvdagar|heldagar|syften|villkor|orsaker|hinder|kanaler|rubriker|miljoner|procent|kr"
    r"|ggr|rader|gruppe?r om|länder|delprojekt|heltidstjänster|årsarbetare|årsarbetskrafter|halvtidstjänster|parter"
    r"|åldrar|huvudmän|(?<!före)mål|delmål|inriktningar|program|programområden|system|teman|kategorier|typer|slags"
    r"|gruppträffar)$"
)
STAFF = re.compile(
    r"(?:handledare|processledare|projektmedarbetare|familjecoacher|(?:heltids|halvtids|deltids)anställda|coacher"
    r"|coachar|lärare|konsulter|projektledare|kamratstödjare|stödjare|mentorer|tjänstemän|samordnare|vägledare"
    r"|assistenter|kuratorer|administratörer|personal|timanställda|projektanställda|metodutvecklare|arbetsterapeuter"
    r"|handläggare|pedagoger|lotsar|psykologer|terapeuter|forskare|utredare|experter|föreläsare|arbetsförmedlare"
    r"|sekreterare|vänner|ledamöter|politiker|tolkar|instruktörer|utvecklare|informatörer|medlemmar|läsare|följare"
    r"|åskådare|lyssnare|tittare|besökare|turister|gäster|kunder|brukare|patienter|invånare|väljare)$"
)
SEX = re.compile(
    r"^(?:kvinnor|kvinna|män|man|flickor|pojkar|tjejer|killar|damer|herrar|mammor|pappor|kvinnliga|manliga)$"
)
PERSON = re.compile(
    r"(?:personer|person|delt|människor|individer|kvinnor|kvinna|män|flickor|pojkar|tjejer|killar|unga|ungdomar|barn"
    r"|vuxna|seniorer|elever|studenter|studerande|anställda|sysselsatta|lösa|sjukskrivna|nyanlända|födda|varslade"
    r"|uppsagda|föräldrar|mammor|pappor|mödrar|fäder|chefer|förmän|arbetsledare|männ|akademiker|pensionärer"
    r"|praktikanter|lärlingar|aspiranter|klienter|invandrare|flyktingar|svenskar|medlemmar|ledare|tekniker|mekaniker"
    r"|(?<!br)(?<!reg)(?<!min)ister|ingenjörer|ekonomer|läkare|sköterskor|sökande|inskrivna|intagna|frigivna|romer"
    r"|samer|förmedlare|visare|(?:del|med|skog|lön|jord)[a-zåäö]*tagare|vårdare|lärare|arbetare|förare|ägare"
    r"|medarbetare|tagare|skötare|företagare|svetsare|snickare|handlare|odlare|brukare|anhöriga|närstående|boende"
    r"|volontärer|ideella|kollegor|handledare|vägledare|samordnare|tjänstemän|rörmokare|kockar|väktare|vikarier"
    r"|entreprenörer|ombud|lotsar|mentorer|coacher|konsulter|pedagoger|besökare|invånare|deltagande|vänner|läggare"
    r"|utredare|städare|stödjare|syskon|familjemedlemmar|bärare|granskare|utvecklare|personal|uppsägningshotade|yngre"
    r"|äldre|kvotflyktingar|asylsökande|hemlösa|dövblinda|döva|synskadade|förtidspensionerade|långtidsfriska"
    r"|utbildade|[a-zåäö]{3,}(?<!vid)(?<!tidig)(?<!sen)(?<!när)(?<!hamm)(?<!ytterlig)(?<!läng)are|(?<!vari)anter"
    r"|(?<!c)(?<!m)enter|assistenter|örer|iker|loger|nomer|biträden|bönder|grannar|släktingar|präster"
    r"|[a-zåäö]{2,}länningar|blekingar|skåningar|hälsingar|västerbottningar|norrbottningar|jämtar|östgötar|västgötar"
    r"|[a-zåäö]{3,}(?<!ar)bor|tillfrågade|svarande|berörda|remitterade|placerade|registrerade|antagna|utskrivna"
    r"|utförsäkrade|skuldsatta|funktionshindrade|funktionsnedsatta|handikappade|utlandsfödda|utrikesfödda|skolkande"
    r"|[a-zåäö]*skadade|drabbade|dömda|häktade|värnpliktiga|[a-zåäö]*berättigade|arbetsföra|långtidssjuka|sjuka"
    r"|friska|missbrukare|civila|ungdomsledare|praktikvärdar|värdar|[a-zåäö]*värdinnor|[a-zåäö]*kvinnor|[a-zåäö]*män"
    r"|[a-zåäö]{2,}sökare|[a-zåäö]*eurer|[a-zåäö]*ösare|[a-zåäö]+(?<!r)(?<!g)atörer|chaufförer|montörer"
    r"|[a-zåäö]*mästare|direktörer|rektorer|doktorander|adepter|elevassistenter|kompisar|fosterhemsplacerade"
    r"|ensamstående|utomstående|[a-zåäö]*(?:sök|svar|företräd|arbet|lev|vård|lär|resa|vårdnadshav|delta)ande|vakter"
    r"|[a-zåäö]*tierer|kurirer|kavaljerer|piloter|(?<!karri)(?<!aff)(?<!barri)(?<!pri)ärer|tonåringar|tjugoåringar"
    r"|(?<!mot)(?<!trakt)(?<!dat)(?<!fakt)(?<!sekt)(?<!kont)(?<!kompress)(?<!skot)(?<!radiat)(?<!generat)(?<!monit)"
    r"(?<!ventilat)(?<!humm)orer|(?<!sp)(?<!p)innor|(?:barnmor|sömmer|städer|sköter)skor|systrar|bröder|tanter"
    r"|kusiner|farföräldrar|(?<!in)(?<!res)(?<!mand)(?<!form)(?<!deb)kandidater|advokater|kamrater|fotografer"
    r"|nykomlingar|främlingar|ynglingar|åldringar|servitriser|smeder|karlar|bagare|drängar|fångar|interner|patienter"
    r"|poliser|soldater|gubbar|gummor|ombordanställda|arbetssökande|barnskötare|terapeuter|psykologer|forskare"
    r"|nyanställda|uppdragstagare)$"
)
ORGANISATION = re.compile(
    r"(?:företag|kommuner|arbetsplatser|arbetsställen|gårdar|lantbruk|butiker|skolor|förskolor|gymnasier|arbetsgivare"
    r"|föreningar|organisationer|förvaltningar|myndigheter|landsting|åkerier|vårdcentraler|kooperativ|verksamheter"
    r"|hotell|restauranger|banker|högskolor|universitet|partners?|aktörer|förbund|institutioner|samebyar|trygghetsråd"
    r"|sjukhus|bolag|byråer|kontor|församlingar|stiftelser|folkhögskolor|enheter|verkstäder|kaféer|caféer|firmor"
    r"|koncerner|kyrkor|nämnder|klubbar|fackförbund|kårer|utbildningsanordnare|anordnare|leverantörer|entreprenader"
    r"|underleverantörer|byggfirmor|kursgårdar|vårdhem|behandlingshem|ålderdomshem|äldreboenden|mästerier|salonger"
    r"|anstalter|häkten|gymnasieskolor|grundskolor|daghem|filialer|distrikt|moskéer|stall|hälsocentraler|mottagningar"
    r"|tvätterier|snickerier|hushållningssällskap|boenden|bruk|mejerier|bagerier|fabriker|industrier|kliniker"
    r"|bibliotek|museer|teatrar|sågverk|varv|hamnar|rederier)$"
)
PLACE_OR_THING = re.compile(
    r"(?:projekt|hushåll|jobb|familjer|platser(?<!arbetsplatser)|städer|(?<!same)byar|län|ansökningar)$"
)
EVENT = re.compile(
    r"(?:resor|internat|exemplar|omgångar|seminarier|seminarium|workshops?|workshoppar|konferenser|träffar|möten"
    r"|kurser|utbildningar|besök|mässor|jobbmässor|utställningar|utbyten|föreläsningar|filmer|rapporter|handböcker"
    r"|böcker|skrifter|metoder|modeller|nätverk|grupper|cirklar|studiecirklar|läger|praktikplatser|avtal|kampanjer"
    r"|dagar|utbildningsdagar|nyhetsbrev|planer|kortfilmer|spridningskonferenser|manualer|guider|podd\w*|mallar|appar"
    r"|utredningar|studier|översättningar|lektioner|visningar|evenemang|aktiviteter|marknader|festivaler|uppträdanden"
    r"|debatter|samtal|rundabordssamtal|samlingar|turnéer|uppföljningar|utvärderingar|verktyg|program|lådor|skyltar"
    r"|kartor|båtar|samverkansavtal|överenskommelser|nätverksträffar|inspirationsdagar|kontakter|intervjuer"
    r"|föreställningar|konserter|produkter|studiedagar|material|webbsidor|artiklar|broschyrer|tidningar|enkäter"
    r"|övningar|utbildningspass|pass|veckor|turer|lunchmöten|frukostmöten)$"
)


@lru_cache(maxsize=20_000)
def singular(word: str) -> str:
    """The dictionary form of a Swedish word; the word itself where simplemma does not know it."""
    return simplemma.lemmatize(word, lang="sv")


@lru_cache(maxsize=20_000)
def is_verb(word: str) -> bool:
    """Whether a word after a noun phrase is a finite verb: `upplever`, `deltar`, `startade`, but not `resor`."""
    if word in VERBS or (word.endswith("des") and len(word) > 6):
        return True
    found = singular(word)
    inflected = word.endswith(("r", "de", "te", "s", "it", "at")) and not word.endswith(("or", "are", "ande", "ende"))
    return inflected and found != word and (found.endswith("a") or found == word[:-1])


def is_noun_like(word: str) -> bool:
    """Whether a word can head or continue a noun phrase."""
    lowered = word.lower()
    return len(word) > 1 and word[0].isalpha() and lowered not in FUNCTION_WORDS and not is_verb(lowered)


def modifies(word: str) -> bool:
    """Whether a word can stand before the noun that is counted: `nya`, `samiska`, `deltagande`, `varslade`."""
    return word in MODIFIERS or (word.endswith(MODIFYING) and not re.search(r"(?:[aoe]rna)$", word))
