namespace Posthorn.Server.Access;

/// <summary>Whose clients make a call.</summary>
internal enum Dialect
{
    /// <summary>Ours: the key as a bearer, refusals as problem documents.</summary>
    Own,

    /// <summary>Suki's: the key in <c>sdp_suki_token</c>, refusals as <c>{"code","message"}</c>. A bearer is taken too.</summary>
    Suki,

    /// <summary>Sully's: the key in <c>X-API-KEY</c>, the partner's id in <c>X-ACCOUNT-ID</c>, refusals as <c>{"error","message"}</c>. A bearer is taken too.</summary>
    Sully,
}
