"""What nobody should see on a picture: found, judged and covered. Pixels in, boxes out; no Django, no files of ours.

``looking.look_at`` finds faces, number plates, cards and documents; ``finding.verdict`` says what may be done with the
picture; ``covering.cover`` makes what lies in boxes unrecognisable, for good. OpenCV is loaded by the first look.
"""
