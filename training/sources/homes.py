"""How the files of each source repository are read."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from . import texts
from .json_lists import read_json_list
from .lines import read_lines
from .mails import read_mail
from .outboxes import read_outbox
from .rows import TEXT, Reader
from .tables import read_csv, read_headless_csv, read_tsv, read_unquoted_tsv
from .texts import Texts
from .zipped_xml import read_zipped_messages


@dataclass(frozen=True, slots=True)
class Home:
    """A repository that holds posts: the format of its files, and where in a row the text is."""

    read: Reader
    texts: Texts


HOMES: Mapping[str, Home] = MappingProxyType(
    {
        "AlJohri/nucraigslist": Home(read_csv, texts.column("text")),
        "B1raj/capstone_trend_pilot": Home(read_csv, texts.column("content")),
        "cardiffnlp/tweeteval": Home(read_lines, texts.column(TEXT)),
        "codebasics/project-genai-post-generator": Home(read_json_list, texts.column("text")),
        "DataCrack-Sushama/Stock-Movement-Analysis-Based-on-Social-Media-using-Telegram": Home(
            read_csv, texts.column("message")
        ),
        "dealingwith/masto-archive": Home(read_outbox, texts.toot),
        "dhayanesh/nlp-linkedIn": Home(read_csv, texts.scraped_post),
        "hariPrasadCoder/ai-clone": Home(read_csv, texts.column("content")),
        "hpazerf/instagram-topic_modeling": Home(read_csv, texts.column("post_caption")),
        "justmarkham/DAT8": Home(read_lines, texts.after_the_class),
        "khuynh012/Insta_caption_generator": Home(read_csv, texts.column("Caption")),
        "kikimasu1/tmd_final": Home(read_csv, texts.column("text")),
        "kite1988/nus-sms-corpus": Home(read_zipped_messages, texts.column("text")),
        "kulkarohan/reddit-recommender": Home(read_csv, texts.column("title")),
        "mdfrahim1/Hacker-News-Posts": Home(read_csv, texts.column("title")),
        "minjechoi/10dimensions": Home(read_tsv, texts.column("h_text")),
        "philhawksworth/hawksworx.com": Home(read_outbox, texts.toot),
        "ssq07/Emotional-DailyDialog": Home(read_lines, texts.turns),
        "stdlib-js/datasets-spam-assassin": Home(read_mail, texts.own_words),
        "tc27182/facebook-scraper": Home(read_headless_csv, texts.column("0")),
        "tuliocasagrande/youtube-spam-experiment": Home(read_csv, texts.comment),
        "umbrae/reddit-top-2.5-million": Home(read_csv, texts.title_and_body),
        "venkatasg/Advice-EMNLP2020": Home(read_unquoted_tsv, texts.sentence),
        "wguDataNinja/fb_categorize_posts": Home(read_csv, texts.column("text")),
    }
)
"""By OWNER/NAME; `corpus/sources.json` says what each holds and under which licence."""
