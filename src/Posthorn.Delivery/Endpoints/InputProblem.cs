namespace Posthorn.Delivery.Endpoints;

/// <summary>One thing that is wrong with what a caller sent.</summary>
/// <param name="Pointer">Where, as a JSON pointer (RFC 6901) into the request's body.</param>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Message">What to do about it, for people. Never quotes a value.</param>
internal sealed record InputProblem(string Pointer, string Code, string Message);
