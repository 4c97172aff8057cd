using Posthorn.Protocol.Inquiries;

namespace Posthorn.Protocol.Signing;

/// <summary>One answer to the question why a signature was refused. Holds nothing of a secret, a header or a body.</summary>
/// <param name="Code">A stable word, such as <c>secret_trimmed</c>.</param>
/// <param name="Message">A sentence for the developer.</param>
public sealed record SignatureFinding(string Code, string Message)
{
    /// <summary>
    /// What was computed and found equal to the signature that came, as a sentence. <see langword="null"/> where the finding is seen or supposed,
    /// and not proven by a signature.
    /// </summary>
    public string? Evidence { get; init; }

    /// <summary>Which of the given secrets the evidence was computed with, from 1; <see langword="null"/> where there is no such evidence.</summary>
    public int? SecretNumber { get; init; }

    /// <summary>What to do about it; <see langword="null"/> where there is nothing to do.</summary>
    public string? Advice => InquiryAdvice.For(Code);
}
