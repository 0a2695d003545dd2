"""Score a post with the package PyPerspective; prints what its objects hold.

pyperspective_package.py ADDRESS TEXT KEY
"""

import json
import sys

import PyPerspective.Perspective
from PyPerspective.errors import InvalidAuthKey

ADDRESS, TEXT, KEY = sys.argv[1:]

package = PyPerspective.Perspective
package.base_url = f"{ADDRESS}/v1alpha1/comments:analyze"
package.Allowed_Tests |= {"FLIP": ["en"], "FLIP_SALE": ["en"]}


def knows(key: str) -> bool:
    try:
        package.Perspective(key)
    except InvalidAuthKey:
        return False
    return True


comment = package.Perspective(KEY).get_score(TEXT, tests=["FLIP", "FLIP_SALE"])
done = {
    "flip": comment["FLIP"].score,
    "span": str(comment["FLIP"][0]),
    "sale": comment["FLIP_SALE"].score,
    "languages": comment.requests_langs,
    "knows": [knows(KEY), knows("fg_wrong")],
}
sys.stdout.write(json.dumps(done))
