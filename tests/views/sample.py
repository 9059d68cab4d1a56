"""An invented network of the size and kind that the pages are made for: names sound real, facts are not."""
# ruff: noqa: E501

from __future__ import annotations

from typing import Any

from pactgraph.views.claim_cards import carry

# party: type | other names
PARTIES = """
China: country | 中国; Китай; People's Republic of China
Xi Jinping: person | 习近平; Си Цзиньпин
ASEAN: group | Association of Southeast Asian Nations; 东盟; АСЕАН
African Union: organization | 非洲联盟; Африканский союз
African Group: group | 非洲集团
European Union: organization | 欧盟; Европейский союз
United States: country | 美国; США
United Nations: organization | 联合国; ООН
World Trade Organization: organization | WTO; 世界贸易组织; ВТО
APEC: organization | Asia-Pacific Economic Cooperation; 亚太经合组织
G20: group | 二十国集团; Большая двадцатка
Community of Latin American and Caribbean States: organization | CELAC; 拉共体
Arab League: organization | 阿拉伯国家联盟
Ministry of Industry and Information Technology of China: body | 工业和信息化部
National Development and Reform Commission: body | 国家发展和改革委员会
China Academy of Information and Communications Technology: institution | CAICT; 中国信息通信研究院
World Intellectual Property Organization: organization | WIPO; ВОИС
UNCTAD: organization | 联合国贸易和发展会议; ЮНКТАД
iRootech Technology: company | 树根互联
ZTE: company | 中兴通讯
Alibaba: company | 阿里巴巴
Tencent: company | 腾讯
Amazon: company |
Bank of Communications: company | 交通银行
Fudan University: institution | 复旦大学
Belarusian State University: institution | БГУ; Белорусский государственный университет
Ningxia: subnational | 宁夏; Нинся
Guangxi: subnational | 广西
Nanjing: subnational | 南京
Shanghai: subnational | 上海
Digital Economy Industry Alliance: alliance | 数字经济产业联盟
Chinese developers of the Information Harbor: alliance |
António Guterres: person | 古特雷斯; Антониу Гутерриш
Singapore: country | 新加坡; Сингапур
New Zealand: country | 新西兰
Chile: country | 智利
Côte d’Ivoire: country | 科特迪瓦; Кот-д’Ивуар
Kenya: country | 肯尼亚; Кения
Germany: country | 德国; Германия
India: country | 印度; Индия
South Africa: country | 南非; ЮАР
Indonesia: country | 印度尼西亚
Mexico: country | 墨西哥
Switzerland: country | 瑞士
Belarus: country | 白俄罗斯; Беларусь
"""

BILATERAL = """
Argentina Cuba Czechia Egypt Laos Türkiye Kazakhstan Hungary Serbia Peru Ethiopia Rwanda Morocco
Thailand Cambodia Pakistan Uruguay Panama Italy Russia
"""
"""Countries with one memorandum each."""

# initiative: type | status | years | party=role, …
INITIATIVES = """
Global Development Initiative: programme | proposed | 2021 | China=proposer, Xi Jinping=proposer, United Nations=supporter
Global Data Security Initiative: programme | proposed | 2020 2021 | China=proposer, ASEAN=supporter, Arab League=supporter, Community of Latin American and Caribbean States=supporter
28th APEC economic leaders' informal meeting: meeting | held | 2021 | APEC=organizer, New Zealand=host, China=participant, Xi Jinping=speaker
27th APEC leaders' meeting: meeting | held | 2020 | APEC=organizer, China=participant
APEC Putrajaya Vision: policy | adopted | 2020 | APEC=issuer
G20 leaders' summit in Rome: meeting | held | 2021 | G20=organizer, China=participant, Xi Jinping=speaker, United States=participant
G20 Digital Economy Task Force: forum | operating | 2017 2021 | G20=member, China=member, United States=member
Digital Economy Partnership Agreement: agreement | in-force | 2020 2021 | Singapore=signatory, New Zealand=signatory, Chile=signatory, China=applicant
China–ASEAN Information Harbor: project | under-way | 2015 2018 | China=implementer, ASEAN=participant, Guangxi=implementer
China–ASEAN Information Harbor digital economy alliance: forum | launched | 2018 | ASEAN=participant, China=initiator, Digital Economy Industry Alliance=organizer
1,000 advanced and applicable technologies for ASEAN: commitment | announced | 2021 | Xi Jinping=pledger, China=pledger, ASEAN=beneficiary
300 young scientists from ASEAN to China in five years: commitment | announced | 2021 | Xi Jinping=pledger, China=pledger, ASEAN=beneficiary
China–ASEAN special summit: meeting | held | 2021 | China=participant, ASEAN=participant, Xi Jinping=speaker
ASEAN Digital Masterplan 2025: policy | adopted | 2021 | ASEAN=issuer
10 digital economy projects for Africa: commitment | announced | 2021 | Xi Jinping=pledger, China=pledger, African Union=beneficiary
Online shopping festival of African products: commitment | announced | 2021 | Xi Jinping=pledger, China=pledger, African Union=beneficiary
Silk Road e-commerce with African countries: programme | announced | 2021 | China=initiator, African Union=beneficiary
Agenda 2063 digital transformation strategy: policy | adopted | 2020 | African Union=issuer
Forum on China–Africa Cooperation: forum | operating | 2000 2021 | China=member, African Union=member
Online Silk Road with the Arab countries: programme | launched | 2018 | China=initiator, Arab League=participant
Ningxia hub project: project | under-way | 2018 | Ningxia=host, China=implementer
China–CELAC ministerial meeting: meeting | held | 2021 | China=participant, Community of Latin American and Caribbean States=participant
Proposal on free flow of cross-border data in the WTO: agreement | proposed | 2017 | World Trade Organization=host, African Group=opponent, United States=proposer
11th WTO ministerial conference: meeting | held | 2017 | World Trade Organization=organizer, African Group=participant, European Union=participant
New multilateral rules on e-commerce: agreement | proposed | 2017 | African Group=opponent, European Union=proposer, World Trade Organization=host
General Data Protection Regulation: policy | in-force | 2018 | European Union=issuer
Digital Services Act: policy | proposed | 2020 | European Union=issuer
EU–US Trade and Technology Council: forum | launched | 2021 | European Union=member, United States=member
Privacy Shield: agreement | ended | 2016 2020 | European Union=signatory, United States=signatory
16th Internet Governance Forum: meeting | held | 2021 | United Nations=organizer, António Guterres=speaker
Everyone online by 2030: commitment | announced | 2021 | United Nations=pledger, António Guterres=speaker
Roadmap for Digital Cooperation: policy | adopted | 2020 | United Nations=issuer, António Guterres=initiator
Global Innovation Index 2021: platform | operating | 2021 | World Intellectual Property Organization=issuer, Switzerland=participant
WIPO office in China: platform | operating | 2014 | World Intellectual Property Organization=operator, China=host
Digital Economy Report 2021: platform | completed | 2021 | UNCTAD=issuer
Rootcloud industrial internet platform: platform | operating | 2019 | iRootech Technology=operator, Kenya=served, Germany=served, India=served, South Africa=served, Indonesia=served, Mexico=served
5G fully connected factory in Binjiang: project | operating | 2021 | ZTE=operator, Nanjing=host
China Development High-level Forum symposium: forum | held | 2019 | Ministry of Industry and Information Technology of China=participant, China=host
RMB digital wallet pilot: project | launched | 2021 | Bank of Communications=operator, China=issuer
Electronic World Trade Platform: platform | operating | 2016 | Alibaba=operator
Cross-border cloud region in Jakarta: project | planned | 2021 | Tencent=operator
Elastic cloud marketplace: platform | operating | 2006 | Amazon=operator
White Paper on Global Digital Governance: policy | completed | 2021 | China Academy of Information and Communications Technology=issuer
14th Five-Year Plan for the digital economy: policy | adopted | 2021 | China=issuer, National Development and Reform Commission=issuer
Institute of Global Cyberspace Governance: platform | operating | | Fudan University=operator, Shanghai=host
Cooperation of small economies in digital innovation: programme | recommended | 2021 | Belarusian State University=proposer, Belarus=beneficiary
Digital Silk Road: programme | operating | 2015 2019 | China=initiator
Belt and Road Initiative: programme | operating | 2013 | China=initiator
Belt and Road digital economy cooperation initiative: agreement | signed | 2017 | China=signatory
World Internet Conference: forum | operating | 2014 2021 | China=host
Made in China 2025: policy | in-force | 2015 | China=issuer
Personal Information Protection Law: policy | in-force | 2021 | China=issuer
China International Import Expo: forum | operating | 2018 2021 | China=host
Community of shared future in cyberspace: programme | proposed | 2015 | China=proposer
South–South fund for digital skills: commitment | announced | 2021 | China=pledger
"""

SOURCES = (
    ("ye-2022", "China and small economies in technological innovation"),
    ("cd-2021", "A news report of late 2021"),
)


def sample_graph() -> Any:
    """Build the network."""
    import networkx

    graph = networkx.MultiGraph()
    for line in PARTIES.strip().splitlines():
        name, rest = line.split(": ", 1)
        kind, _, alt = rest.partition("|")
        _add(graph, name, "party", kind.strip(), [a.strip() for a in alt.split(";") if a.strip()])
    for name in BILATERAL.split():
        _add(graph, name, "party", "country", [])
    for line in [*INITIATIVES.strip().splitlines(), *_memoranda()]:
        _add_initiative(graph, line)
    return graph


def _memoranda() -> list[str]:
    kinds = ("Digital Silk Road memorandum China–{}", "E-commerce cooperation memorandum China–{}")
    return [
        f"{kinds[i % 2].format(name)}: agreement | signed | {2016 + i % 4} | China=signatory, {name}=signatory"
        for i, name in enumerate(BILATERAL.split())
    ]


def _add_initiative(graph: Any, line: str) -> None:
    name, rest = line.split(": ", 1)
    kind, status, years, ties = (part.strip() for part in rest.split("|"))
    dated = [int(year) for year in years.split()]
    node = _add(graph, name, "initiative", kind, [], status=status, years=dated)
    for tie in ties.split(", "):
        party, role = tie.split("=")
        modality = "reported" if role in ("pledger", "beneficiary") else "asserted"
        claim = _claim(graph, f"{party} is {role} of {name}.", modality, years)
        graph.add_edge(
            node, _iri("party", party), key=role, role=role, role_label=role, years=dated[-1:],
            modality=modality, claims=carry(graph, [claim]),
        )  # fmt: skip


def _add(
    graph: Any, name: str, mode: str, kind: str, alt: list[str], status: str | None = None, years: Any = ()
) -> str:
    node = _iri(mode, name)
    said = f"{name} was {status}." if status else f"{name} is named."
    graph.add_node(
        node, label=name, alt=alt, mode=mode, type=kind, type_label=kind, status=status,
        status_label=status.replace("-", " ") if status else None, years=list(years),
        claims=carry(graph, [_claim(graph, said, "asserted", " ".join(map(str, years)))]),
    )  # fmt: skip
    return node


def _iri(mode: str, name: str) -> str:
    return f"https://w3id.org/pactgraph/id/{mode}/{name.lower().replace(' ', '-')}"


def _claim(graph: Any, text: str, modality: str, date: str) -> dict[str, str]:
    number = graph.graph["claims"] = graph.graph.get("claims", 0) + 1
    source, title = SOURCES[number % 2]
    return {
        "iri": f"https://w3id.org/pactgraph/id/claim/{source}/{number:03}", "id": f"{source}/{number:03}",
        "text": text, "modality": modality, "source": f"https://w3id.org/pactgraph/source/{source}",
        "source_title": title, "locator": f"paragraph {number % 14 + 1}", "date": date[:4],
    }  # fmt: skip
