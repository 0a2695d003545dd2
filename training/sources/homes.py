"""How the files of each source repository are read."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from . import texts
from .cleaning import cleaned
from .html_paragraphs import read_html_paragraphs
from .json_lists import read_json_lines, read_json_list, read_script_list, turns_in
from .lines import read_lines
from .mails import read_mail
from .outboxes import read_outbox
from .paragraphs import read_paragraphs
from .rows import TEXT, Reader, Row
from .sites import SITES
from .tables import read_bzipped_csv, read_csv, read_headless_csv, read_tsv, read_unquoted_tsv
from .texts import Texts
from .zipped_xml import read_zipped_messages


@dataclass(frozen=True, slots=True)
class Home:
    """A repository that holds posts: the format of its files, and where in a row the text is."""

    read: Reader
    texts: Texts

    def cleaned_texts(self, row: Row) -> list[str]:
        """Give the texts that a row holds, as the hashes of the labels know them."""
        return [cleaned(text) for text in self.texts(row)]


HOMES: Mapping[str, Home] = MappingProxyType(
    {
        **dict.fromkeys(SITES, Home(read_paragraphs, texts.column(TEXT))),
        "adivaberakah/sentimentanalysis": Home(read_csv, texts.column("text")),
        "aedobbyn/malort-court": Home(read_csv, texts.column("text")),
        "aejsong/nlp-uber-lyft-subreddit-classification": Home(read_csv, texts.column("body")),
        "afirrk/Tweet-classification-and-sentiment-analysis": Home(read_csv, texts.column("Tweet")),
        "AGR533/ig-post-engagement-Classifications": Home(read_csv, texts.column("caption")),
        "alexa/Topical-Chat": Home(turns_in("content"), texts.column("message")),
        "AlJohri/nucraigslist": Home(read_csv, texts.column("text")),
        "andrewsuadnya/YouTube-Live-Chat-Dataset": Home(read_csv, texts.column("message")),
        "andycxu/Project-3_Subreddit-Classification": Home(read_csv, texts.title_and_body),
        "Archie22is/tweet-archive": Home(read_csv, texts.column("text")),
        "AshesisDataMining-2015/Sentiments-on-Twitter-regarding-DumSor": Home(read_headless_csv, texts.column("1")),
        "AshleyMN/WeRateDogs-Project": Home(read_csv, texts.column("text")),
        "atmikshetty/jagran-hackathon": Home(read_csv, texts.column("caption", "text")),
        "B1raj/capstone_trend_pilot": Home(read_csv, texts.column("content")),
        "bcneng/bcneng-slack-exporter-typescript": Home(read_json_list, texts.column("text")),
        "billwparker/twitter": Home(read_csv, texts.column("tweets")),
        "BinWang28/LA-BART": Home(read_csv, texts.spoken_lines),
        "BLewisDesDev/SWA-21-GA": Home(read_csv, texts.column("text")),
        "bluecoder777/Game-Promotion-Analysis": Home(read_csv, texts.column("body", "Comment")),
        "breadbutterjam/text-twitter": Home(read_csv, texts.column("text")),
        "BrockDSL/antiwork_reddit_data_set": Home(read_csv, texts.title_and_body),
        "cardiffnlp/tweeteval": Home(read_lines, texts.column(TEXT)),
        "cassiebuhler/AmITheAsshole-DataCollection": Home(read_csv, texts.column("Title", "Content")),
        "ChaShaoAn/Empathetic_Dialogues_emotion_classificaition": Home(
            read_csv, texts.respelt("prompt", "_comma_", ",")
        ),
        "codebasics/project-genai-post-generator": Home(read_json_list, texts.column("text")),
        "cristinatuduri/Early-Signal-Detection-in-the-Luxury-Handbag-Market": Home(read_csv, texts.column("text")),
        "danlamanna/nlp": Home(read_headless_csv, texts.column("1")),
        "DataCrack-Sushama/Stock-Movement-Analysis-Based-on-Social-Media-using-Telegram": Home(
            read_csv, texts.column("message")
        ),
        "dcarlyle/facebook-status-scraper": Home(read_csv, texts.column("Status Message")),
        "dealingwith/masto-archive": Home(read_outbox, texts.toot),
        "dhayanesh/nlp-linkedIn": Home(read_csv, texts.scraped_post),
        "dingyiduan7/ADS-509_Final_Project_Team1": Home(read_tsv, texts.column("tweets")),
        "Dulien/mlmscraper": Home(read_csv, texts.column("TEXT")),
        "dwillis/political-fundraising-emails": Home(read_csv, texts.column("subject", "body")),
        "elsunais6167/endSars_ABSA": Home(read_csv, texts.column("content")),
        "fionawxy126-jpg/Product-Demand-Miner": Home(read_csv, texts.column("title", "body")),
        "GabeMags/andrews-bachelor-party": Home(read_html_paragraphs, texts.toot),
        "gcharang/discord-archive-komodo": Home(read_csv, texts.column("Content")),
        "guifigueiroa/20newsgroup": Home(read_mail, texts.own_words),
        "hariPrasadCoder/ai-clone": Home(read_csv, texts.column("content")),
        "hey-dan123/nous-discord-archive": Home(read_lines, texts.column(TEXT)),
        "houstondatavis/slack-export": Home(read_json_list, texts.column("text")),
        "hpazerf/instagram-topic_modeling": Home(read_csv, texts.column("post_caption")),
        "IBM/twitter-customer-care-document-prediction": Home(turns_in("dialogContent"), texts.column("message")),
        "janitrai/janitr": Home(read_json_lines, texts.column("text")),
        "jetnew/nuswhispers-nlp": Home(read_csv, texts.column("text")),
        "jfainberg/self_dialogue_corpus": Home(
            read_csv, texts.column(*(f"Answer.sentence{number}" for number in range(1, 21)))
        ),
        "jkkummerfeld/irc-disentanglement": Home(read_lines, texts.chatted),
        "jonathanmoore/tweets": Home(read_csv, texts.column("text")),
        "juleschris7/subreddit_NLP": Home(read_csv, texts.column("title", "body")),
        "justmarkham/DAT8": Home(read_lines, texts.after_the_class),
        "karanmurthy7/youtube-tag-recommender": Home(read_csv, texts.respelt("description", r"\n", "\n")),
        "Kenjiro-study/my_study": Home(turns_in("events"), texts.column("data")),
        "khuynh012/Insta_caption_generator": Home(read_csv, texts.column("Caption")),
        "kikimasu1/tmd_final": Home(read_csv, texts.column("text")),
        "kite1988/nus-sms-corpus": Home(read_zipped_messages, texts.column("text")),
        "kuhnrl30/RandomActsPizza": Home(read_bzipped_csv, texts.column("request_text_edit_aware")),
        "kulkarohan/reddit-recommender": Home(read_csv, texts.column("title")),
        "kushalchawla/CaSiNo": Home(turns_in("chat_logs"), texts.column("text")),
        "LambdaSchool-Post-Here-1/DS": Home(read_csv, texts.column("Text")),
        "lekhashree03/Predictive-Analysis-of-GoFundMe-Crowdfunding-Campaign-Success": Home(
            read_csv, texts.column("story")
        ),
        "lmeninato/GoFundMe": Home(read_tsv, texts.column("Text")),
        "M-Amulya/Instagram_Data_Analysis": Home(read_csv, texts.column("Caption")),
        "mdfrahim1/Hacker-News-Posts": Home(read_csv, texts.column("title")),
        "mematello/taglish-spam-detection": Home(read_csv, texts.column("text")),
        "mfshill/mfshill-tweets": Home(read_script_list, texts.column("text")),
        "MikaelAliKhan/SocialMedia-NetworkAnalysisAssignment2": Home(read_csv, texts.column("text")),
        "minjechoi/10dimensions": Home(read_tsv, texts.column("h_text")),
        "mkcyoung/tweet-clustering": Home(read_csv, texts.column("0")),
        "mkhalid1/Raabta": Home(read_csv, texts.column("title", "body")),
        "mpaluta/Craigslist_Experiment": Home(read_csv, texts.column("post_body_text")),
        "naman-tiwari/Customer-Support-on-Twitter": Home(read_csv, texts.column("text")),
        "nmlook/GA_Project-3_NLP": Home(read_csv, texts.column("title", "text")),
        "ohyj1002/persuasionforgood": Home(read_csv, texts.column("Unit")),
        "philhawksworth/hawksworx.com": Home(read_outbox, texts.toot),
        "PhillyBikeAction/newsletter-archive": Home(read_html_paragraphs, texts.toot),
        "psf/wiki": Home(read_lines, texts.column(TEXT)),
        "qbatten/rborrow": Home(read_json_list, texts.column("selftext")),
        "robertblackwell/donald": Home(read_html_paragraphs, texts.toot),
        "robroc/craigslist-missed-connections-scraper": Home(read_csv, texts.column("text")),
        "Roudranil/jigsaw-agile-community-rules-classification-kaggle": Home(read_csv, texts.column("body")),
        "sachinprasanna7/Data-Analysis-of-Tumlr-Posts": Home(read_csv, texts.column("Post Summary")),
        "saron03/fintech-app-reviews": Home(read_csv, texts.column("review")),
        "shaguniitb/politeness": Home(read_csv, texts.column("Request")),
        "shammy-lp/kenya-tweets": Home(read_csv, texts.column("text")),
        "shubham93g/CZ4034Group26": Home(read_csv, texts.column("CaptionText")),
        "SimonDavies72/ClubSite": Home(read_html_paragraphs, texts.toot),
        "Sinac0de/Final_Instagram_Influencers_Mining": Home(read_csv, texts.column("caption")),
        "ssq07/Emotional-DailyDialog": Home(read_lines, texts.turns),
        "stanfordnlp/cocoa": Home(read_json_list, texts.advertisement),
        "stdlib-js/datasets-spam-assassin": Home(read_mail, texts.own_words),
        "sweetpeach/Inspired": Home(read_tsv, texts.column("text")),
        "tc27182/facebook-scraper": Home(read_headless_csv, texts.column("0")),
        "tuliocasagrande/youtube-spam-experiment": Home(read_csv, texts.comment),
        "umbrae/reddit-top-2.5-million": Home(read_csv, texts.title_and_body),
        "vboyce/game-theory-language": Home(read_csv, texts.column("text")),
        "venkatasg/Advice-EMNLP2020": Home(read_unquoted_tsv, texts.sentence),
        "vinodsuresh95/Youtube-statistics": Home(read_csv, texts.column("Comment")),
        "wguDataNinja/fb_categorize_posts": Home(read_csv, texts.column("text")),
        "wwbp/empathic_reactions": Home(read_csv, texts.column("essay")),
        "Yasalkhan99/Social-Media-Scrapper": Home(read_headless_csv, texts.column("4")),
        "yhaendler/Subreddit-Classification---Natural-Language-Processing": Home(read_csv, texts.title_and_body),
        "zzeniale/GA-Project-3-Subreddit-Classifiation": Home(read_csv, texts.column("title", "text")),
    }
)
"""By OWNER/NAME; `corpus/sources.json` says what each holds and under which licence."""
