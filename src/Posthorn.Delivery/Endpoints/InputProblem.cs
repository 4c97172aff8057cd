namespace Posthorn.Delivery.Endpoints;

/// <summary>One thing that is wrong with what somebody sent: where, which rule, and what to do. Never the value itself.</summary>
internal sealed record InputProblem(string Pointer, string Code, string Message);
