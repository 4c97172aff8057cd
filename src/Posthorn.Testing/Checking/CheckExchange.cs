namespace Posthorn.Testing.Checking;

/// <summary>One request of a check and what came back. Holds no header value, no body and no secret.</summary>
/// <param name="Sent">What was sent, in words.</param>
/// <param name="Received">What came back, such as <c>401 in 3 ms</c>, or why nothing did.</param>
public sealed record CheckExchange(string Sent, string Received);
