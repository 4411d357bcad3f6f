@echo off
rem Starts the dashboard on this PC: double click. Needs Python 3.11 or later, installed for this user; no administrator.
setlocal
chcp 65001 >nul
cd /d "%~dp0.."
set "PYTHONUTF8=1"
py -3 -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul
if not errorlevel 1 (
    py -3 deploy\start.py %*
    goto done
)
python -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul
if not errorlevel 1 (
    python deploy\start.py %*
    goto done
)
echo Python 3.11 or later was not found. Install it from python.org for this user and start again.
:done
if errorlevel 1 pause
endlocal
