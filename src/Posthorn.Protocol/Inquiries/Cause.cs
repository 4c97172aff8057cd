namespace Posthorn.Protocol.Inquiries;

/// <summary>One thing that is other than the scheme has it.</summary>
/// <param name="Code">A stable word, one of <see cref="InquiryAdvice"/>.</param>
/// <param name="Message">A sentence for the developer, without any value.</param>
/// <param name="Tried">What was done to undo it, as a part of a sentence: <c>the body without its last line break</c>.</param>
internal sealed record Cause(string Code, string Message, string Tried);
