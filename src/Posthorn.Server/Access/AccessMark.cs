namespace Posthorn.Server.Access;

/// <summary>Carries a route's rule in its metadata.</summary>
/// <param name="rule">Who may make the call.</param>
/// <param name="dialect">Whose clients make it: that says where the key is, and how a refusal looks.</param>
internal sealed class AccessMark(AccessRule rule, Dialect dialect = Dialect.Own)
{
    public AccessRule Rule => rule;

    public Dialect Dialect => dialect;
}
