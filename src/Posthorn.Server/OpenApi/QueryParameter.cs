namespace Posthorn.Server.OpenApi;

/// <summary>A parameter of the query or a header that a route reads, for its description.</summary>
/// <param name="In"><c>query</c> or <c>header</c>.</param>
/// <param name="Type">The JSON schema's word for it.</param>
internal sealed record QueryParameter(string Name, string In, string Type, string Description);
