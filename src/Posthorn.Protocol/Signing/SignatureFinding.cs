namespace Posthorn.Protocol.Signing;

/// <summary>One answer to the question why a signature was refused. Holds nothing of a secret, a header or a body.</summary>
/// <param name="Code">A stable word, such as <c>secret_trimmed</c>.</param>
/// <param name="Message">A sentence for the developer.</param>
public sealed record SignatureFinding(string Code, string Message);
