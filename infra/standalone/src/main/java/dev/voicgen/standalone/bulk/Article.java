package dev.voicgen.standalone.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * An article of a file, as the body of a submission.
 *
 * @param postTitle may be null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Article(String postId, String postTitle, String content) {}
