using System.Globalization;
using Sutler.Scim.Client;
using Sutler.Service.Errors;

namespace Sutler.Service.Applying;

/// <summary>
/// What an endpoint has shown so far under one credential, and from it whether an answer speaks of the whole job or of one object: a target
/// that has taken writes and refuses one of them means that object; one that has never given a usable answer is no SCIM server (S/QUAR-1).
/// Safe for any number of callers.
/// </summary>
internal sealed class TargetCredit
{
    private const int MostRefusedInRow = 10;
    private readonly Lock _state = new();
    private string _credential = "";
    private bool _hasAnswered;
    private bool _hasWritten;
    private int _refusedInRow;

    /// <summary>A credential that is not the one before has everything to show again.</summary>
    public void Under(string credential)
    {
        lock (_state)
        {
            if (_credential == credential)
                return;
            _credential = credential;
            (_hasAnswered, _hasWritten, _refusedInRow) = (false, false, 0);
        }
    }

    /// <summary>The fault that an answer means for the whole job; null when it concerns one object at most.</summary>
    public TargetFault? Judge(ScimResult result, bool isRead)
    {
        lock (_state)
        {
            if (result.IsDone)
            {
                _hasAnswered = true;
                _hasWritten |= !isRead;
                _refusedInRow = isRead ? _refusedInRow : 0;
                return null;
            }

            return result.Status switch
            {
                401 => Refused(ErrorCodes.Unauthorized, result),
                403 when isRead || !_hasWritten || ++_refusedInRow >= MostRefusedInRow => Refused(ErrorCodes.InsufficientRights, result),
                >= 200 and < 400 when !_hasAnswered => new TargetFault(
                    ErrorCodes.ServiceIncompatible, $"The target does not answer as a SCIM 2.0 server does. Check the application's BaseAddress. {result.Error?.Detail}")
                { Exchange = ExchangeText.Of(result) },
                _ => null,
            };
        }
    }

    private static TargetFault Refused(string code, ScimResult result)
    {
        var message = result.Status == 401
            ? "The target refuses the secret token (401). Put the right SecretToken into the application's secrets."
            : string.Create(CultureInfo.InvariantCulture, $"The target does not let this SecretToken do what the job must do ({result.Status}). Give its account the rights to read, create and change users, or put another SecretToken into the application's secrets.");
        return new TargetFault(code, message) { WaitingFor = "secrets", Exchange = ExchangeText.Of(result) };
    }
}
