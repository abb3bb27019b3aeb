package com.betrace.pipeline;

import com.betrace.detection.OpenJudgment;

/** What a lane keeps with a trace: how it is judged, and which of its rules hold it open. */
record Opened(OpenJudgment judgment, Patience patience) {}
