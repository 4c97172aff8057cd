namespace Posthorn.Testing.Checking.Asking;

/// <summary>What a TLS handshake showed.</summary>
/// <param name="Version">The version agreed on, such as <c>TLS 1.3</c>; null where none was.</param>
/// <param name="Failure">Why there is none.</param>
/// <param name="TakesOld">Whether it agrees to TLS 1.0 or 1.1; null where this machine cannot offer them.</param>
/// <param name="ChainProblem">What is wrong with the chain; null where nothing is.</param>
/// <param name="NamesHost">Whether the certificate is for the host of the address.</param>
/// <param name="NotAfter">When the certificate ends.</param>
internal sealed record TlsReading(string? Version, string? Failure, bool? TakesOld, string? ChainProblem, bool NamesHost, DateTimeOffset NotAfter);
