namespace Posthorn.Delivery.Partners;

/// <summary>A key that was just made. The only place where its text ever is.</summary>
internal sealed record NewApiKey(ApiKey Key, string Text)
{
    /// <summary>The id alone.</summary>
    public override string ToString() => $"{Key.Id} ***";
}
