"""How the files of each source repository are read."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from . import texts
from .html_paragraphs import read_html_paragraphs
from .json_lists import read_json_lines, read_json_list, read_script_list, turns_in
from .lines import read_lines
from .mails import read_mail
from .outboxes import read_outbox
from .paragraphs import read_paragraphs
from .rows import TEXT, Reader
from .tables import read_bzipped_csv, read_csv, read_headless_csv, read_tsv, read_unquoted_tsv
from .texts import Texts
from .zipped_xml import read_zipped_messages


@dataclass(frozen=True, slots=True)
class Home:
    """A repository that holds posts: the format of its files, and where in a row the text is."""

    read: Reader
    texts: Texts


HOMES: Mapping[str, Home] = MappingProxyType(
    {
        "aciccarello/ciccarello.me": Home(read_paragraphs, texts.column(TEXT)),
        "aejsong/nlp-uber-lyft-subreddit-classification": Home(read_csv, texts.column("body")),
        "AGR533/ig-post-engagement-Classifications": Home(read_csv, texts.column("caption")),
        "alexa/Topical-Chat": Home(turns_in("content"), texts.column("message")),
        "AlJohri/nucraigslist": Home(read_csv, texts.column("text")),
        "Archie22is/tweet-archive": Home(read_csv, texts.column("text")),
        "AshleyMN/WeRateDogs-Project": Home(read_csv, texts.column("text")),
        "atmikshetty/jagran-hackathon": Home(read_csv, texts.column("caption", "text")),
        "B1raj/capstone_trend_pilot": Home(read_csv, texts.column("content")),
        "BinWang28/LA-BART": Home(read_csv, texts.spoken_lines),
        "bluecoder777/Game-Promotion-Analysis": Home(read_csv, texts.column("body", "Comment")),
        "breadbutterjam/text-twitter": Home(read_csv, texts.column("text")),
        "cardiffnlp/tweeteval": Home(read_lines, texts.column(TEXT)),
        "cassiebuhler/AmITheAsshole-DataCollection": Home(read_csv, texts.column("Title", "Content")),
        "catonsville-pack-306/cub306.org": Home(read_paragraphs, texts.column(TEXT)),
        "ChaShaoAn/Empathetic_Dialogues_emotion_classificaition": Home(
            read_csv, texts.respelt("prompt", "_comma_", ",")
        ),
        "codebasics/project-genai-post-generator": Home(read_json_list, texts.column("text")),
        "DataCrack-Sushama/Stock-Movement-Analysis-Based-on-Social-Media-using-Telegram": Home(
            read_csv, texts.column("message")
        ),
        "dcarlyle/facebook-status-scraper": Home(read_csv, texts.column("Status Message")),
        "dealingwith/masto-archive": Home(read_outbox, texts.toot),
        "dhayanesh/nlp-linkedIn": Home(read_csv, texts.scraped_post),
        "dwillis/political-fundraising-emails": Home(read_csv, texts.column("subject", "body")),
        "elsunais6167/endSars_ABSA": Home(read_csv, texts.column("content")),
        "eugenius1/eugenius1.github.io": Home(read_paragraphs, texts.column(TEXT)),
        "everydayrails/everyday-rails": Home(read_paragraphs, texts.column(TEXT)),
        "fosstodon/hub": Home(read_paragraphs, texts.column(TEXT)),
        "grange85/ahfow-www": Home(read_paragraphs, texts.column(TEXT)),
        "hariPrasadCoder/ai-clone": Home(read_csv, texts.column("content")),
        "hicapacity/hicapacity-site": Home(read_paragraphs, texts.column(TEXT)),
        "hpazerf/instagram-topic_modeling": Home(read_csv, texts.column("post_caption")),
        "IBM/twitter-customer-care-document-prediction": Home(turns_in("dialogContent"), texts.column("message")),
        "janitrai/janitr": Home(read_json_lines, texts.column("text")),
        "jkkummerfeld/irc-disentanglement": Home(read_lines, texts.chatted),
        "jonathanmoore/tweets": Home(read_csv, texts.column("text")),
        "justicart/jakelovesheather": Home(read_paragraphs, texts.column(TEXT)),
        "justmarkham/DAT8": Home(read_lines, texts.after_the_class),
        "karanmurthy7/youtube-tag-recommender": Home(read_csv, texts.respelt("description", r"\n", "\n")),
        "Kenjiro-study/my_study": Home(turns_in("events"), texts.column("data")),
        "khuynh012/Insta_caption_generator": Home(read_csv, texts.column("Caption")),
        "kikimasu1/tmd_final": Home(read_csv, texts.column("text")),
        "kite1988/nus-sms-corpus": Home(read_zipped_messages, texts.column("text")),
        "kuhnrl30/RandomActsPizza": Home(read_bzipped_csv, texts.column("request_text_edit_aware")),
        "kulkarohan/reddit-recommender": Home(read_csv, texts.column("title")),
        "kushalchawla/CaSiNo": Home(turns_in("chat_logs"), texts.column("text")),
        "lmeninato/GoFundMe": Home(read_tsv, texts.column("Text")),
        "M-Amulya/Instagram_Data_Analysis": Home(read_csv, texts.column("Caption")),
        "makyo/writing": Home(read_paragraphs, texts.column(TEXT)),
        "mdfrahim1/Hacker-News-Posts": Home(read_csv, texts.column("title")),
        "mfshill/mfshill-tweets": Home(read_script_list, texts.column("text")),
        "minjechoi/10dimensions": Home(read_tsv, texts.column("h_text")),
        "mpaluta/Craigslist_Experiment": Home(read_csv, texts.column("post_body_text")),
        "mtelvers/stmichaels": Home(read_paragraphs, texts.column(TEXT)),
        "naman-tiwari/Customer-Support-on-Twitter": Home(read_csv, texts.column("text")),
        "ohyj1002/persuasionforgood": Home(read_csv, texts.column("Unit")),
        "paul3vanz/black-pear-joggers-cms": Home(read_paragraphs, texts.column(TEXT)),
        "pegasusnotunicorn/sysifuscorp": Home(read_paragraphs, texts.column(TEXT)),
        "philhawksworth/hawksworx.com": Home(read_outbox, texts.toot),
        "PotteriesHackspace/potterieshackspace.github.com": Home(read_paragraphs, texts.column(TEXT)),
        "pydanny/pydanny-v2": Home(read_paragraphs, texts.column(TEXT)),
        "rkingett/myblog": Home(read_paragraphs, texts.column(TEXT)),
        "robertblackwell/donald": Home(read_html_paragraphs, texts.toot),
        "robroc/craigslist-missed-connections-scraper": Home(read_csv, texts.column("text")),
        "rrra/www": Home(read_paragraphs, texts.column(TEXT)),
        "RubyLearning/blog": Home(read_paragraphs, texts.column(TEXT)),
        "sachinprasanna7/Data-Analysis-of-Tumlr-Posts": Home(read_csv, texts.column("Post Summary")),
        "saron03/fintech-app-reviews": Home(read_csv, texts.column("review")),
        "shammy-lp/kenya-tweets": Home(read_csv, texts.column("text")),
        "ssq07/Emotional-DailyDialog": Home(read_lines, texts.turns),
        "stanfordnlp/cocoa": Home(read_json_list, texts.advertisement),
        "stdlib-js/datasets-spam-assassin": Home(read_mail, texts.own_words),
        "storyandpixel/appdocumentary.com": Home(read_paragraphs, texts.column(TEXT)),
        "studioalemni/studioalemni.github.io": Home(read_paragraphs, texts.column(TEXT)),
        "tc27182/facebook-scraper": Home(read_headless_csv, texts.column("0")),
        "trilliumyogacenter/trilliumyogacenter.github.io": Home(read_paragraphs, texts.column(TEXT)),
        "tuliocasagrande/youtube-spam-experiment": Home(read_csv, texts.comment),
        "umbrae/reddit-top-2.5-million": Home(read_csv, texts.title_and_body),
        "venkatasg/Advice-EMNLP2020": Home(read_unquoted_tsv, texts.sentence),
        "wguDataNinja/fb_categorize_posts": Home(read_csv, texts.column("text")),
    }
)
"""By OWNER/NAME; `corpus/sources.json` says what each holds and under which licence."""
