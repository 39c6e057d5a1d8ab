"""The words of headings in eight languages (English, German, French, Spanish, Italian, Portuguese, Dutch, Polish)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from .targets import IGNORE

#: Target -> headings, several words of one heading joined by ``_``. Plain form: see :func:`plain`.
_PHRASES = {
    "name": """name full_name display_name contact_name person contact vollstandiger_name nom_complet nombre_completo
        nome_completo volledige_naam nom naam nombre nome kontakt contacto contatto contato file_as complete_name
        imie_i_nazwisko nazwa pelna_nazwa nazwa_kontaktu speichern_unter zapisz_jako""",
    "prefix": """prefix name_prefix honorific salutation anrede civilite tratamiento titolo_di_cortesia tratamento
        aanhef prefisso prefixe prefijo prefixo voorvoegsel namensprafix zwrot_grzecznosciowy tytul_grzecznosciowy""",
    "given": """given given_name first first_name forename vorname prenom primer_nombre nome_proprio primeiro_nome
        voornaam nombre_de_pila fname rufname imie""",
    "middle": """middle middle_name middle_initial additional_name zweiter_vorname weitere_vornamen deuxieme_prenom
        segundo_nombre secondo_nome nome_do_meio tussenvoegsel tweede_naam drugie_imie""",
    "family": """family family_name last last_name surname nachname familienname zuname nom_de_famille apellido
        apellidos cognome sobrenome apelido achternaam lname nazwisko""",
    "suffix": """suffix name_suffix namenszusatz suffixe sufijo suffisso sufixo achtervoegsel sufiks
        przyrostek_nazwiska""",
    "nickname": """nickname nick spitzname surnom apodo soprannome apelido_familiar bijnaam alias short_name pseudonim
        przezwisko ksywka""",
    "phonetic": """phonetic phonetic_name phonetic_first_name phonetic_last_name phonetic_middle_name yomi_name
        given_name_yomi family_name_yomi additional_name_yomi""",
    "email": """email e_mail mail email_address e_mail_address mail_address emailadresse e_mail_adresse mailadresse
        adresse_e_mail adresse_email adresse_mail courriel adresse_electronique correo correo_electronico
        direccion_de_correo direccion_de_correo_electronico posta_elettronica indirizzo_e_mail indirizzo_email
        endereco_de_e_mail endereco_de_email e_mailadres emailadres e_mail_value email_value emails contact_email
        adres_e_mail adres_email poczta poczta_elektroniczna adres_poczty_elektronicznej e_mail_adres
        adresse_de_messagerie direccion_del_correo_electronico e_mail_wartosc e_mail_wert e_mail_valeur e_mail_valor""",
    "phone": """phone telephone tel telefon telefonnummer rufnummer telefono telefone telefoon telefoonnummer
        phone_number phone_no telephone_number numero numero_de_telephone numero_de_telefono numero_di_telefono
        numero_de_telefone mobiltelefon handynummer mobilnummer festnetz mobile_number cell_number phone_value phones
        contact_number mobile_phone cell_phone company_main_phone company_phone car_phone radio_phone fax_number
        faxnummer telefax telefono_movil telefono_cellulare mobiele_telefoon telefon_komorkowy komorka numer_telefonu
        numer nr_telefonu tel_mobile telefon_wartosc telephone_valeur glowny_telefon_firmy telefon_firma
        telefon_samochodowy haupttelefon weiteres_telefon telefonzentrale_firma autotelefon telefon_wert telefono_valor
        faks numer_faksu telecopie telecopieur""",
    "firm": """company company_name firm organization organisation organization_name organisation_name employer account
        account_name firma firmenname unternehmen organisationsname arbeitgeber entreprise societe organisme employeur
        empresa compania organizacion azienda societa ditta organizzazione organizacao companhia bedrijf bedrijfsnaam
        organisatie werkgever business_name company_account przedsiebiorstwo organizacja organizacja_nazwa nazwa_firmy
        pracodawca spolka kancelaria""",
    "department": """department organization_department abteilung service departement departamento reparto dipartimento
        afdeling dzial wydzial oddzial""",
    "title": """title job_title position role job function organization_title titel berufsbezeichnung stellenbezeichnung
        jobtitel funktion poste fonction titre intitule_du_poste titre_du_poste cargo puesto titolo qualifica posizione
        ruolo funcao functie functietitel headline designation stanowisko tytul_zawodowy funkcja tytul rola
        organizacja_tytul organizacja_stanowisko""",
    "profession": """profession occupation beruf metier profesion ocupacion professione occupazione profissao ocupacao
        beroep trade industry branche zawod branza""",
    "segment": """segment relationship circle beziehung relation relacion relazione relacao relatie relacja
        skad_sie_znamy""",
    "tags": """tags tag labels label categories category groups group keywords group_membership kategorien kategorie
        schlagworte gruppen gruppe stichworter etiquettes etiquette categorie groupes mots_cles etiquetas categoria
        categorias grupo grupos etichette categorie_contatto gruppi marcadores palavras_chave labels_tags groepen
        trefwoorden lists list etykiety etykieta kategorie_kontaktu grupa znaczniki tagi slowa_kluczowe stichworte
        mots_cle palabras_clave""",
    "note": """note notes comment comments remark remarks background description notiz notizen bemerkung bemerkungen
        kommentar anmerkung anmerkungen remarque remarques commentaire commentaires nota notas comentario comentarios
        observaciones commento commenti annotazioni observacoes notitie notities opmerking opmerkingen notatki notatka
        uwagi uwaga komentarz komentarze opis adnotacje""",
    "birthday": """birthday birth_date date_of_birth birthdate dob bday geburtstag geburtsdatum
        anniversaire_de_naissance date_de_naissance naissance cumpleanos fecha_de_nacimiento compleanno data_di_nascita
        aniversario data_de_nascimento verjaardag geboortedatum geburtstag_datum urodziny data_urodzenia
        anniversaire""",
    "anniversary": """anniversary wedding_anniversary jahrestag hochzeitstag aniversario_de_boda anniversario jubileum
        trouwdag rocznica rocznica_slubu anniversaire_de_mariage_ou_fete anniversaire_de_mariage""",
    "connected": """connected connected_on connected_since date_connected verbunden_am connecte_le contact_depuis
        conectado_el collegato_il polaczono data_polaczenia""",
    "link": """url link website web_page webpage web_site homepage webseite internetseite site_web page_web sitio_web
        pagina_web sito_web sito site linkedin linkedin_url linkedin_profile profile_url facebook twitter instagram
        website_value xing web webpagina websites strona_internetowa strona_www strona_sieci_web witryna www profil
        adres_url""",
    "address": """address postal_address mailing_address full_address address_formatted adresse anschrift direccion
        indirizzo endereco morada adres adresse_postale adres_pocztowy pelny_adres""",
    "street": """street street_address address_street address_line strasse rue calle via rua straat street_name
        address_line_one strasse_hausnummer ulica adres_ulica postfach apartado_postal skrytka_pocztowa rue_adresse""",
    "city": """city town address_city ort stadt ville ciudad citta cidade plaats stad localita localidad woonplaats
        miasto miejscowosc adres_miasto""",
    "region": """state region province county address_region bundesland kanton estado provincia regione regiao etat
        state_province distrito provincie regio wojewodztwo adres_wojewodztwo bundesland_kanton dep_region
        departement_region provincia_o_estado""",
    "postcode": """zip postcode postal_code zip_code zipcode post_code address_postal_code plz postleitzahl code_postal
        codigo_postal cap codice_postale cep kod_pocztowy adres_kod_pocztowy kod cp""",
    "country": """country country_region address_country land pays pais paese land_region pays_region pais_region
        paese_area_geografica kraj adres_kraj adres_kraj_region kraj_region pais_o_region panstwo""",
    "spouse": """spouse partner_name wife husband spouse_name ehepartner partner conjoint conyuge coniuge conjuge
        echtgenoot malzonek malzonka maz zona partner_partnerin""",
    "children": """children kids child kinder enfants hijos figli filhos kinderen dzieci""",
    "hobby": """hobby hobbies interests interest interessen interets loisirs intereses interessi interesses aficiones
        zainteresowania passe_temps loisir""",
    "skill": """skill skills expertise kenntnisse competences habilidades competenze competencias vaardigheden
        umiejetnosci""",
    "referred_by": """referred_by referral referral_source referrer introduced_by recommended_by empfohlen_von
        recommande_par recomendado_por consigliato_da indicado_por aanbevolen_door polecony_przez polecil polecenie""",
    IGNORE: """id uid contact_id record_id gender sex geschlecht sexe sexo sesso geslacht photo foto picture image
        avatar photo_url status has_newsletter newsletter first_seen last_seen created created_at updated updated_at
        modified created_on modified_on last_modified created_date modified_date e_mail_type e_mail_label phone_type
        phone_label address_type address_label website_type website_label e_mail_display_name email_type initials
        priority sensitivity private mileage billing_information directory_server internet_free_busy language user
        account_id government_id government_id_number social_security_number ssn passport passport_number tax_id
        tax_number national_id id_number steuernummer steuer_id sozialversicherungsnummer ausweisnummer personalausweis
        numero_de_securite_sociale dni nie codice_fiscale cpf bsn nif organizational_id_number row nr no index action
        owner password e_mail_typ typ_e_mail type_de_messagerie tipo_de_correo_electronico e_mail_angezeigter_name
        e_mail_anzeigename nazwa_wyswietlana_e_mail nom_complet_de_l_adresse_de_messagerie
        nombre_de_pantalla_de_correo_electronico e_mail_etykieta telefon_etykieta adres_etykieta e_mail_bezeichnung
        telefon_bezeichnung e_mail_libelle telephone_libelle e_mail_etiqueta telefono_etiqueta regierungsnr
        code_gouvernement id_del_gobierno identyfikator_rzadowy numer_identyfikacyjny pesel nip dowod numer_dowodu plec
        zdjecie vertraulichkeit critere_de_diffusion confidencialidad poufnosc prioritat priorite prioridad priorytet
        prywatne reisekilometer kilometrage kilometraje abrechnungsinformation initialen initiales iniciales inicjaly
        sprache langue idioma jezyk""",
}
#: Label -> words that say which phone, mail or address it is.
_LABELS = {
    "home": """home personal private privat perso personnel domicile maison casa particular privato prive thuis
        domicilio domowy dom prywatny prywatna""",
    "work": """work business office professional geschaftlich dienstlich arbeit buro bureau professionnel pro trabajo
        oficina lavoro ufficio trabalho escritorio comercial werk zakelijk kantoor sluzbowy sluzbowa praca biuro
        firmowy""",
    "mobile": """mobile cell cellular cellphone mobil handy portable movil celular cellulare telemovel mobiel gsm iphone
        mobiltelefon mobilnummer handynummer komorka komorkowy""",
    "fax": "fax telefax faks telecopie",
    "pager": "pager",
    "main": "main",
    "other": "other sonstige weitere andere autre autres otro altro outro overige",
}
_PRIMARY_WORDS = "primary principal preferred default haupt principale primair"
#: Little words that stand before "home" and "work" ("Teléfono del trabajo").
_LITTLE = frozenset({"de", "del", "du", "di", "do", "da"})
#: Letters with a stroke, which are no letter and an accent.
_STROKES = str.maketrans("łøđ", "lod")
_PRIMARY = frozenset(_PRIMARY_WORDS.split())
_TARGET_OF = {phrase.replace("_", " "): target for target, phrases in _PHRASES.items() for phrase in phrases.split()}
_LABEL_OF = {word: label for label, words in _LABELS.items() for word in words.split()}
#: Headings of exports that are no contact lists (messages, invitations, an archive's other files).
_OTHER_EXPORTS = """conversation id,conversation title,from,sender profile url,to,recipient profile urls,date,subject,
    content,folder,attachments,is message draft,is conversation archived,sent at,message,direction,inviter profile url,
    invitee profile url,text,creation date,endorsement date,skill name,endorsee first name,endorsee last name,
    endorsee public url,endorsement status,endorser first name,endorser last name,endorser public url,started on,
    finished on"""
_OTHER_HEADINGS = frozenset(heading.strip() for heading in _OTHER_EXPORTS.split(","))


@lru_cache(maxsize=4096)
def plain(heading: str) -> str:
    """A heading as plain words: no accents, signs, digits or capitals ("E-Mail 2 Address" -> "e mail address")."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading[:200])
    words = unicodedata.normalize("NFKD", words.casefold())
    words = "".join(sign for sign in words if not unicodedata.combining(sign)).translate(_STROKES)
    return " ".join(re.sub(r"[\W\d_]+", " ", words.replace("'s ", " ")).split())


@lru_cache(maxsize=4096)
def meaning(heading: str) -> tuple[str, str]:
    """(target, label) that the words of a heading say; the target is empty when they say nothing to us.

    The label ("home", "work", "mobile", "fax" ..., "" when none is named) tells which phone, mail or address it is.
    """
    words = plain(heading)
    kinds = [_LABEL_OF[word] for word in words.split() if word in _LABEL_OF]
    label = "home fax" if kinds[:2] in (["home", "fax"], ["fax", "home"]) else (kinds[-1] if kinds else "")
    if kinds[:2] in (["work", "fax"], ["fax", "work"]):
        label = "work fax"
    if words in _TARGET_OF:
        return _TARGET_OF[words], label
    left = [word for word in words.split() if word not in _LABEL_OF and word not in _PRIMARY]
    while left and left[-1] in _LITTLE:
        left.pop()
    core = " ".join(left)
    if core in _TARGET_OF:
        return _TARGET_OF[core], label
    if not core and label in ("mobile", "fax", "pager", "home fax", "work fax"):
        return "phone", label
    return "", label


def is_known(heading: str) -> bool:
    """True when the heading means something to us: a person's column, or one of another export we read."""
    return bool(meaning(heading)[0]) or plain(heading) in _OTHER_HEADINGS
