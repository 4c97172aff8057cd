namespace Posthorn.Delivery.Partners;

/// <summary>Whoever is notified: the tenant.</summary>
/// <param name="Key">The store's short name for the partner; never leaves the process.</param>
/// <param name="Id">What the API calls it.</param>
/// <param name="SelfService">Whether the partner's own key may set its endpoints.</param>
internal sealed record Partner(long Key, string Id, string Name, bool SelfService, DateTimeOffset CreatedAt)
{
    /// <summary>The built-in partner to whom Posthorn itself reports: endpoints that fail, deliveries that are exhausted.</summary>
    public const string OperatorId = "ptn_operator";

    public bool IsOperator => Id == OperatorId;
}
